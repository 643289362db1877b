# /// script
# dependencies = ["torch", "safetensors", "numpy"]
# ///
"""Turns a PyTorch checkpoint (.pth, .pt, .ckpt) into a safetensors file.

python convert_pth.py checkpoint.pth weights.safetensors [--key teacher]

Only tensors are read (weights_only=True), so no code that a stranger put into the file runs. Names stay as they are.
"""
import argparse
import pickle
import sys

import torch
from safetensors.torch import save_file

NESTED = ("state_dict", "model_state_dict", "model", "teacher")  # where training scripts keep the tensors


def main() -> str | None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--key", help=f"entry that holds the tensors; else the first of {', '.join(NESTED)} that is there")
    arguments = parser.parse_args()
    try:
        state = torch.load(arguments.checkpoint, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        reason = str(error).splitlines()[0]
        return f'"{arguments.checkpoint}" holds more than tensors ({reason}); ask its author for the weights alone'
    keys = [arguments.key] if arguments.key else NESTED
    state = next((state[key] for key in keys if isinstance(state.get(key), dict)), None if arguments.key else state)
    tensors = {name: value.contiguous().clone() for name, value in (state or {}).items() if torch.is_tensor(value)}
    if not tensors:
        return f'"{arguments.checkpoint}" has no tensors there; name the entry that holds them with --key'
    save_file(tensors, arguments.out, metadata={"format": "pt"})
    print(f"{arguments.out}: {len(tensors)} tensors, of {len(state)} entries")


if __name__ == "__main__":
    sys.exit(main())
