/**
 * Files: written whole or not at all, models as checksummed sections, records as JSON, tensors as safetensors.
 * The bytes are specified in {@code docs/format/model.md}.
 */
package io.hourglass.file;
