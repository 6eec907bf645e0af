package io.hourglass.bench;

import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Job;
import io.hourglass.math.StrictFunctions;

/** The training that a job stands for, row by row in doubles: what every system is compared with. */
final class PlainTraining implements Contestant {
    private final Job job;
    private final double[] weights;
    private final double[] mean;
    private final double[] square;
    private double[] gradient;
    private int step;

    PlainTraining(Job job) {
        this.job = job;
        this.weights = new double[job.weights().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = job.weights()[i];
        }
        this.mean = new double[weights.length];
        this.square = new double[weights.length];
    }

    @Override
    public String description() {
        return "the definition";
    }

    @Override
    public double train(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            gradient = new double[weights.length];
            float[] rows = job.batch(step % job.batches());
            int width = job.widths()[0];
            for (int row = 0; row < job.batch(); row++) {
                double[] x = new double[width];
                for (int j = 0; j < width; j++) {
                    x[j] = rows[row * width + j];
                }
                sum += row(x) / job.batch();
            }
            step++;
            update();
        }
        return sum / count;
    }

    /** Adds a row's gradient; returns its loss. */
    private double row(double[] x) {
        double[][] values = new double[job.widths().length][];
        values[0] = x;
        int start = 0;
        for (int layer = 0; layer < job.layers(); layer++) {
            values[layer + 1] = forward(values[layer], start, layer);
            start += (job.widths()[layer] + 1) * job.widths()[layer + 1];
        }
        double[] y = values[job.layers()];
        double[] dy = new double[y.length];
        double loss = 0;
        for (int j = 0; j < y.length; j++) {
            loss += (y[j] - x[j]) * (y[j] - x[j]) / y.length;
            dy[j] = 2 * (y[j] - x[j]) / y.length / job.batch();
        }
        for (int layer = job.layers() - 1; layer >= 0; layer--) {
            start -= (job.widths()[layer] + 1) * job.widths()[layer + 1];
            dy = backward(values[layer], values[layer + 1], dy, start, layer);
        }
        return loss;
    }

    private double[] forward(double[] x, int start, int layer) {
        int units = job.widths()[layer + 1];
        double[] y = new double[units];
        for (int j = 0; j < units; j++) {
            double sum = weights[start + x.length * units + j];
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * weights[start + i * units + j];
            }
            y[j] = layer == job.layers() - 1 ? StrictFunctions.sigmoid(sum) : Math.max(0, sum);
        }
        return y;
    }

    private double[] backward(double[] x, double[] y, double[] dy, int start, int layer) {
        int units = y.length;
        double[] dx = new double[x.length];
        for (int j = 0; j < units; j++) {
            double slope = layer == job.layers() - 1 ? y[j] * (1 - y[j]) : y[j] > 0 ? 1 : 0;
            double d = dy[j] * slope;
            gradient[start + x.length * units + j] += d;
            for (int i = 0; i < x.length; i++) {
                gradient[start + i * units + j] += x[i] * d;
                dx[i] += weights[start + i * units + j] * d;
            }
        }
        return dx;
    }

    private void update() {
        double correction =
                Math.sqrt(1 - StrictFunctions.pow(Job.BETA2, step)) / (1 - StrictFunctions.pow(Job.BETA1, step));
        for (int i = 0; i < weights.length; i++) {
            mean[i] = Job.BETA1 * mean[i] + (1 - Job.BETA1) * gradient[i];
            square[i] = Job.BETA2 * square[i] + (1 - Job.BETA2) * gradient[i] * gradient[i];
            weights[i] -= job.rate() * correction * mean[i] / (Math.sqrt(square[i]) + Job.EPSILON);
        }
    }
}
