/**
 * C++ of an addon that is loaded before TensorFlow's: it sets the number of threads in the process's real
 * environment, which `process.env` of a worker thread does not reach, and opens TensorFlow's base library
 * without the notices that it prints while it is loaded, earlier than it reads its log level.
 */
export const PREPARE_ADDON = `#include <dlfcn.h>
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

static std::mutex guard;
static int held = 0;

static void* OpenQuietly(const char* path) {
  fflush(stderr);
  int errors = dup(STDERR_FILENO);
  int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (errors >= 0 && nowhere >= 0) dup2(nowhere, STDERR_FILENO);
  void* library = dlopen(path, RTLD_LAZY);
  if (errors >= 0) {
    dup2(errors, STDERR_FILENO);
    close(errors);
  }
  if (nowhere >= 0) close(nowhere);
  return library;
}

static void Quiet(const char* path) {
  void* library = OpenQuietly(path);
  if (library == nullptr) return;  // loading TensorFlow itself says why
  void* set = dlsym(library, "_ZN4absl12lts_2025081414SetMinLogLevelENS0_18LogSeverityAtLeastE");
  if (set != nullptr) reinterpret_cast<void (*)(int)>(set)(2);
}

static napi_value Prepare(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value args[2];
  int threads = 1;
  char path[4096] = "";
  napi_get_cb_info(env, info, &count, args, nullptr, nullptr);
  napi_get_value_int32(env, args[0], &threads);
  napi_get_value_string_utf8(env, args[1], path, sizeof(path), nullptr);
  std::lock_guard<std::mutex> lock(guard);
  if (held == 0) {
    held = threads;
    setenv("TF_NUM_INTRAOP_THREADS", std::to_string(threads).c_str(), 1);
    setenv("TF_NUM_INTEROP_THREADS", "1", 1);
    if (getenv("TF_CPP_MIN_LOG_LEVEL") == nullptr) {
      setenv("TF_CPP_MIN_LOG_LEVEL", "2", 1);
      Quiet(path);
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
