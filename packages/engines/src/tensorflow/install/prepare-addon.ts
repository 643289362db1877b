/**
 * C++ of an addon that is loaded before TensorFlow's: it sets the number of threads in the process's real
 * environment, which `process.env` of a worker thread does not reach, and quiets the notices that
 * TensorFlow's libraries print while they are loaded.
 */
export const PREPARE_ADDON = `#include <node_api.h>
#include <cstdlib>
#include <mutex>
#include <string>

namespace absl {
inline namespace lts_20250814 {
enum class LogSeverityAtLeast : int;
void SetMinLogLevel(LogSeverityAtLeast level);
}
}

static std::mutex guard;
static int held = 0;

static napi_value Prepare(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value threads;
  int asked = 1;
  napi_get_cb_info(env, info, &count, &threads, nullptr, nullptr);
  napi_get_value_int32(env, threads, &asked);
  std::lock_guard<std::mutex> lock(guard);
  if (held == 0) {
    held = asked;
    setenv("TF_NUM_INTRAOP_THREADS", std::to_string(asked).c_str(), 1);
    setenv("TF_NUM_INTEROP_THREADS", "1", 1);
    if (getenv("TF_CPP_MIN_LOG_LEVEL") == nullptr) {
      setenv("TF_CPP_MIN_LOG_LEVEL", "2", 1);
      absl::SetMinLogLevel(static_cast<absl::LogSeverityAtLeast>(2));
    }
  }
  napi_value result;
  napi_create_int32(env, held, &result);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value prepare;
  napi_create_function(env, "prepare", NAPI_AUTO_LENGTH, Prepare, nullptr, &prepare);
  napi_set_named_property(env, exports, "prepare", prepare);
  return exports;
}
`;
