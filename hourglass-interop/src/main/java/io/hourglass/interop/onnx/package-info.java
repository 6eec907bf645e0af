/** ONNX: models out with their preparation, chains of layers in. */
package io.hourglass.interop.onnx;
