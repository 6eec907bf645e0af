#!/usr/bin/env python3
"""Reads a NumPy archive of weights with numpy itself and writes it anew: python3 numpy_arrays.py IN.npz OUT.npz"""

import sys

import numpy as np

with np.load(sys.argv[1]) as archive:
    np.savez(sys.argv[2], **{name: archive[name] for name in archive.files})
