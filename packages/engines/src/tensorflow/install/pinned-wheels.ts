import { type Device, TENSORFLOW_VERSION } from "../versions.ts";

/** A Python package whose wheel holds libraries that are needed. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** Size of the wheel and of what is unpacked, bytes, rounded up. */
  readonly bytes: { readonly wheel: number; readonly unpacked: number };
  /** File name of the wheel → SHA-256. The first is the one that is fetched; any of them may be given. */
  readonly wheels: Readonly<Record<string, string>>;
  /** A Python regular expression: the members of the wheel that are unpacked. */
  readonly members: string;
}

const MB = 1_000_000;
const HEADERS = "include/(tensorflow/(c|core/platform)|xla/tsl/c|tsl/platform)/.*\\.h";
const TENSORFLOW = `tensorflow/(libtensorflow_(cc|framework)\\.so\\.2|${HEADERS})`;
const NVIDIA = "nvidia/.*/(lib|bin|nvvm)/.*";

/** The packages of a device, TensorFlow first. */
export function pinnedPackages(device: Device): readonly PinnedPackage[] {
  return device === "cpu" ? [TENSORFLOW_CPU] : [TENSORFLOW_GPU, ...NVIDIA_PACKAGES];
}

const TENSORFLOW_CPU: PinnedPackage = {
  name: "tensorflow-cpu",
  version: TENSORFLOW_VERSION,
  bytes: { wheel: 274 * MB, unpacked: 860 * MB },
  members: TENSORFLOW,
  wheels: {
    "tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl":
      "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
    "tensorflow_cpu-2.21.0-cp310-cp310-manylinux_2_27_x86_64.whl":
      "d143e92f5c0661cdfa26eaca8f73cd2efd0ec53a68af8dec82f584ba8eb14b83",
    "tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl":
      "dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb",
    "tensorflow_cpu-2.21.0-cp313-cp313-manylinux_2_27_x86_64.whl":
      "05af7c26d35f4de910b5598c7b507e3981831a7b0f47fed9a405d995d51d7793",
  },
};

const TENSORFLOW_GPU: PinnedPackage = {
  name: "tensorflow",
  version: TENSORFLOW_VERSION,
  bytes: { wheel: 573 * MB, unpacked: 1270 * MB },
  members: TENSORFLOW,
  wheels: {
    "tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl":
      "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
    "tensorflow-2.21.0-cp310-cp310-manylinux_2_27_x86_64.whl":
      "77c6f298e695ea1d283cdd7d30f8d97530cc6e92c1395a9ddbab9771c99233a4",
    "tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl":
      "b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0",
    "tensorflow-2.21.0-cp313-cp313-manylinux_2_27_x86_64.whl":
      "e9d8da8dcab9650efb45f032ba70af2f016f907e6e0c6bda29dd101bba945406",
  },
};

/** What TensorFlow's extra `and-cuda` asks for, at one set of versions. */
const NVIDIA_PACKAGES: readonly PinnedPackage[] = [
  nvidia(
    "nvidia-cublas-cu12",
    "12.9.3.13",
    "manylinux_2_27_x86_64",
    [582, 856],
    "d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72",
  ),
  nvidia(
    "nvidia-cuda-cupti-cu12",
    "12.8.90",
    "manylinux2014_x86_64.manylinux_2_17_x86_64",
    [11, 42],
    "ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182",
  ),
  nvidia(
    "nvidia-cuda-nvcc-cu12",
    "12.9.86",
    "manylinux2010_x86_64.manylinux_2_12_x86_64",
    [41, 99],
    "5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0",
  ),
  nvidia(
    "nvidia-cuda-nvrtc-cu12",
    "12.9.86",
    "manylinux2010_x86_64.manylinux_2_12_x86_64",
    [90, 228],
    "210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4",
  ),
  nvidia(
    "nvidia-cuda-runtime-cu12",
    "12.9.79",
    "manylinux2014_x86_64.manylinux_2_17_x86_64",
    [4, 6],
    "25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3",
  ),
  nvidia(
    "nvidia-cudnn-cu12",
    "9.28.0.42",
    "manylinux_2_27_x86_64",
    [717, 1163],
    "9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375",
  ),
  nvidia(
    "nvidia-cufft-cu12",
    "11.4.1.4",
    "manylinux2014_x86_64.manylinux_2_17_x86_64",
    [201, 294],
    "c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28",
  ),
  nvidia(
    "nvidia-curand-cu12",
    "10.3.10.19",
    "manylinux_2_27_x86_64",
    [69, 167],
    "49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e",
  ),
  nvidia(
    "nvidia-cusolver-cu12",
    "11.7.5.82",
    "manylinux_2_27_x86_64",
    [339, 495],
    "15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88",
  ),
  nvidia(
    "nvidia-cusparse-cu12",
    "12.5.10.65",
    "manylinux2014_x86_64.manylinux_2_17_x86_64",
    [367, 487],
    "73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78",
  ),
  nvidia(
    "nvidia-nccl-cu12",
    "2.32.3",
    "manylinux_2_27_x86_64",
    [352, 490],
    "bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c",
  ),
  nvidia(
    "nvidia-nvjitlink-cu12",
    "12.9.86",
    "manylinux2010_x86_64.manylinux_2_12_x86_64",
    [40, 96],
    "e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9",
  ),
];

function nvidia(
  name: string,
  version: string,
  platforms: string,
  [wheel, unpacked]: readonly [wheelMb: number, unpackedMb: number],
  sha256: string,
): PinnedPackage {
  const file = `${name.replaceAll("-", "_")}-${version}-py3-none-${platforms}.whl`;
  const bytes = { wheel: wheel * MB, unpacked: unpacked * MB };
  return { name, version, bytes, wheels: { [file]: sha256 }, members: NVIDIA };
}
