"""Non-local means of scikit-image, given sigma: nlm.py NOISY OUT SIGMA fast|slow; NOISY is one .npy of images or a folder of one each."""
import os
import sys

import numpy as np
import skimage
from skimage.restoration import denoise_nl_means

noisy, out, sigma, mode = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]


# The settings of scikit-image's own example for a known sigma: patches of 5 x 5 searched within 6 pixels.
def denoised(image):
    h = 0.6 * sigma if mode == "fast" else 0.8 * sigma
    return denoise_nl_means(
        image, h=h, sigma=sigma, fast_mode=mode == "fast", patch_size=5, patch_distance=6
    ).astype("<f4")


if os.path.isdir(noisy):
    os.makedirs(out, exist_ok=True)
    for name in sorted(os.listdir(noisy)):
        if name.endswith(".npy"):
            np.save(os.path.join(out, name), denoised(np.load(os.path.join(noisy, name))))
else:
    np.save(out, np.stack([denoised(image) for image in np.load(noisy)]))
print(skimage.__version__)
