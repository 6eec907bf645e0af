"""Uses a model file with NumPy alone, written from docs/format/model.md.

python3 read_model.py MODEL.hg ROWS   prints, a line a row, the prepared floats, the code, the reconstruction and the score.
ROWS is CSV with a header for a model of tables, IDX of unsigned bytes for a model of images. Instants are read as dates alone.
"""
import csv, datetime, hashlib, json, math, struct, sys, zipfile
import numpy as np


np.seterr(all='ignore')  # nothing is printed but results


def floats(values):
    """JSON has no NaN and no infinities; the format writes them as strings."""
    return np.array([float(value) for value in values])


class Model:
    """A member of a model, or with the prefix of a detector of what scores rows; the first member has no name."""

    def __init__(self, path, prefix='', member=''):
        raw = open(path, 'rb').read()
        assert raw[-82:-64] == b'hourglass sha-256 '
        assert hashlib.sha256(raw[:-64]).hexdigest().encode() == raw[-64:]
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read('manifest.json'))
            assert (manifest['format'], manifest['version'], manifest['kind']) == ('hourglass-model', 1, 'model')
            self.detected = 'detector-preparation.json' in archive.namelist()
            self.preparation = json.loads(archive.read(prefix + 'preparation.json'))
            names = archive.namelist()
            further = [f'member-{n}-' for n in range(2, 101) if f'member-{n}-network.json' in names]
            assert all(name.startswith(tuple(further)) for name in names if name.startswith('member-'))
            self.members = [''] + further
            own = member + prefix
            self.network = json.loads(archive.read(own + 'network.json'))
            assert self.network == json.loads(archive.read(prefix + 'network.json'))
            self.profile = json.loads(archive.read(own + 'thresholds.json'))
            self.tensors = {**tensors(archive.read(own + 'weights.safetensors')), **tensors(archive.read(own + 'state.safetensors'))}
            self.told = None
            if 'classifier.json' in archive.namelist():
                self.told = json.loads(archive.read('classifier.json'))
                self.head = tensors(archive.read('classifier.safetensors'))
        self.tie()
        cells = [c[k] for c in self.preparation['columns'] for k in ('number', 'truth', 'category') if k in c]
        kinds = {'number': 'number-cell', 'truth': 'boolean-cell', 'category': 'category-cell'}
        if cells:
            self.cells = self.network['encoder']['layers'][0]['cells']
            found = [{'type': kinds[k], **c[k]} for c in self.preparation['columns'] for k in kinds if k in c]
            assert found == self.cells == self.network['loss']['cells']
        else:
            self.cells = [{'type': 'dense-cells', 'count': math.prod(self.network['encoder']['input']['dimensions'])}]

    def tie(self):
        """Gives the tied kernels of the decoder the encoder's."""
        dense = [i for i, layer in enumerate(self.network['encoder']['layers']) if layer['type'] == 'dense']
        if self.network['bottleneck']['type'] == 'variational':
            dense.pop()
        kernels = [self.tensors[f'encoder.{i}.kernel'] for i in reversed(dense)]
        place = 0
        width = math.prod(self.network['decoder']['input']['dimensions'])
        for i, layer in enumerate(self.network['decoder']['layers']):
            if layer['type'] == 'dense':
                for k in range(place, len(kernels)):
                    if kernels[k].shape == (layer['units'], width):
                        place = k + 1
                        if layer['tied']:
                            assert f'decoder.{i}.kernel' not in self.tensors
                            self.tensors[f'decoder.{i}.kernel'] = kernels[k]
                        break
                width = layer['units']

    def tell(self, codes):
        """Probabilities of classes, or numbers."""
        x = codes
        for i, layer in enumerate(self.told['head']['network']['layers']):
            if layer['type'] == 'dense':
                x = x @ self.head[f'head.{i}.kernel'] + self.head[f'head.{i}.bias']
            elif layer['type'] == 'activation':
                x = activated(layer['function'], layer['alpha'], x)
            else:
                assert layer['type'] == 'dropout'
        label = self.told['label']
        return softmax(x / self.told['temperature']) if label['classes'] else label['mean'] + label['deviation'] * x

    def prepare(self, table):
        """Rows of texts by column name, or an array of images, as prepared rows."""
        if not isinstance(table, list):
            column = self.preparation['columns'][0]['column']
            assert table.shape[1:] == (column['height'], column['width'])
            return (table.reshape(len(table), -1) / (2.0 ** column['bits'] - 1)).astype(np.float32)
        columns = [c for c in self.preparation['columns'] if c['type'] != 'prepared-constant']
        rows = [[self.prepared(c, row[c['column']['name']]) for c in columns] for row in table]
        return np.array(rows, np.float32)

    def prepared(self, column, text):
        own = column['column'].get('missing', [])
        if text == '' or text in self.preparation['missing'] or text in own:
            return math.nan
        if column['type'] == 'prepared-category':
            return column['levels'].index(text) if text in column['levels'] else math.nan
        if column['type'] == 'prepared-boolean':
            return [column['column']['falseText'], column['column']['trueText']].index(text)
        if column['column']['type'] == 'instant-column':
            assert column['column']['pattern'] in ('uuuu-MM-dd', 'yyyy-MM-dd')
            value = (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days * 86400.0
        else:
            value = float(text)
        return min(1e15, max(-1e15, scaled(column['scaling'], value)))

    def encode(self, rows):
        hidden = self.forward('encoder', rows.astype(np.float64))
        code = math.prod(self.network['decoder']['input']['dimensions'])
        bottleneck = self.network['bottleneck']
        kind = bottleneck['type']
        state = lambda name: self.tensors['bottleneck.' + name].astype(np.float64)
        if kind in ('plain', 'contractive', 'wasserstein', 'adversarial', 'variational'):
            return hidden[:, :code]
        if kind == 'sparse':
            return np.maximum(hidden, 0)
        if kind == 'sparse-rate':
            return sigmoid(hidden)
        if kind == 'binary':
            return (hidden > 0).astype(float)
        if kind == 'top-k':
            least = np.sort(hidden, 1)[:, -min(bottleneck['k'], code), None]
            return np.where(hidden >= least, hidden, 0)
        if kind == 'batch-top-k':
            return np.where(hidden >= state('threshold'), hidden, 0)
        if kind == 'vector-quantized':
            vectors = hidden.reshape(-1, 1, bottleneck['width'])
            nearest = ((vectors - state('codebook')) ** 2).sum(2).argmin(1)
            return state('codebook')[nearest].reshape(len(hidden), code)
        raise ValueError('this reader has no bottleneck ' + kind)

    def decode(self, codes):
        """Raw outputs: numbers, logits of ones and of levels."""
        return self.forward('decoder', codes)

    def read(self, raw):
        """The reconstruction: numbers, probabilities of ones and of levels."""
        raw = raw.copy()
        loss = self.network['loss']
        if loss['type'] == 'discretised-logistic':
            return np.clip(raw[:, :-1], 0, 1)
        if loss['type'] != 'cell-loss':
            logits = loss.get('fromLogits', False)
            return raw if not logits else sigmoid(raw) if loss['type'].startswith('binary') else softmax(raw)
        at = 0
        for cell in self.cells:
            end = at + cell.get('levels', 1)
            if cell['type'] == 'category-cell':
                raw[:, at:end] = softmax(raw[:, at:end])
            elif cell['type'] == 'boolean-cell' or loss['numbers'].get('fromLogits', False):
                raw[:, at:end] = sigmoid(raw[:, at:end])
            at = end
        return raw

    def forward(self, name, x):
        x = x.reshape([len(x)] + self.network[name]['input']['dimensions'])
        for i, layer in enumerate(self.network[name]['layers']):
            x = self.layer(layer, f'{name}.{i}.', x)
        return x.reshape(len(x), -1)

    def layer(self, layer, prefix, x):
        get = lambda name: self.tensors[prefix + name].astype(np.float64)
        kind = layer['type']
        if kind == 'cell-encoding':
            return self.inputs(layer['cells'], prefix, x)
        if kind == 'dense':
            kernel = get('kernel').T if layer['tied'] else get('kernel')
            return x @ kernel + (get('bias') if layer['bias'] else 0)
        if kind == 'activation':
            return activated(layer['function'], layer['alpha'], x)
        if kind == 'dropout':
            return x
        if kind == 'layer-norm':
            mean, variance = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
            return get('gamma') * (x - mean) / np.sqrt(variance + layer['epsilon']) + get('beta')
        if kind == 'batch-norm':
            return get('gamma') * (x - get('mean')) / np.sqrt(get('variance') + layer['epsilon']) + get('beta')
        if kind == 'learnt-scale':
            x = x.reshape(len(x), -1)
            return np.hstack([x, np.repeat(get('scale')[None], len(x), 0)])
        if kind == 'conv2d':
            places = patches(layer['window'], x.shape[1:3])
            kernel = get('kernel').reshape(places.shape[1], x.shape[3], -1)
            sums = np.einsum('npkc,kcf->npf', seen(x, places), kernel) + (get('bias') if layer['bias'] else 0)
            return sums.reshape([len(x)] + [count(layer['window'], x.shape[1:3], side) for side in (0, 1)] + [-1])
        if kind == 'conv-transpose2d':
            image = [spread(layer['window'], x.shape[1:3], side) for side in (0, 1)]
            places = patches(layer['window'], image)
            kernel = get('kernel').reshape(x.shape[3], places.shape[1], -1)
            made = np.einsum('npc,ckf->npkf', x.reshape(len(x), -1, x.shape[3]), kernel)
            y = np.zeros((len(x), image[0] * image[1] + 1, kernel.shape[2]))
            for position, each in enumerate(places):
                np.add.at(y, (slice(None), each), made[:, position])
            return (y[:, :-1] + (get('bias') if layer['bias'] else 0)).reshape([len(x)] + image + [-1])
        if kind == 'residual':
            y = x
            for i, inner in enumerate(layer['layers']):
                y = self.layer(inner, f'{prefix}{i}.', y)
            return x + y
        if kind in ('max-pool2d', 'average-pool2d'):
            places = patches(layer['window'], x.shape[1:3])
            values = seen(x, places)
            inside = (places < x.shape[1] * x.shape[2])[None, :, :, None]
            y = np.where(inside, values, -np.inf).max(2) if kind == 'max-pool2d' else values.sum(2) / inside.sum(2)
            return y.reshape([len(x)] + [count(layer['window'], x.shape[1:3], side) for side in (0, 1)] + [-1])
        if kind == 'upsample2d':
            return x.repeat(layer['vertical'], 1).repeat(layer['horizontal'], 2)
        if kind == 'reshape':
            return x.reshape([len(x)] + layer['shape']['dimensions'])
        raise ValueError('this reader has no layer ' + kind)

    def inputs(self, cells, prefix, rows):
        parts, embeddings = [], 0
        for i, cell in enumerate(cells):
            value = rows[:, i]
            missing = np.isnan(value)
            if cell['type'] == 'category-cell':
                if cell['embedding'] > 0:
                    table = self.tensors[f'{prefix}embedding{embeddings}'].astype(np.float64)
                    embeddings += 1
                else:
                    table = np.eye(cell['levels'])
                parts.append(np.where(missing[:, None], 0, table[np.where(missing, 0, value).astype(int)]))
            else:
                parts.append(np.where(missing, cell['fill'], value)[:, None])
                if cell['indicator']:
                    parts.append(missing[:, None].astype(float))
        return np.hstack(parts)

    def score(self, rows, raw):
        rebuilt = self.read(raw)
        counts, at, place = [], 0, 0
        variance = floats(self.profile['variance'])
        for cell in self.cells:
            for _ in range(cell.get('count', 1)):
                value = rows[:, at].astype(np.float64)
                if cell['type'] == 'category-cell':
                    level = np.where(np.isnan(value), 0, value).astype(int)
                    logits = raw[:, place:place + cell['levels']]
                    count = np.logaddexp.reduce(logits, 1) - logits[np.arange(len(rows)), level]
                    place += cell['levels']
                elif cell['type'] == 'boolean-cell':
                    count = np.logaddexp(0, raw[:, place]) - value * raw[:, place]
                    place += 1
                else:
                    scale = variance[at] + 0.1 * cell.get('deviation', 1) ** 2
                    count = 0.5 * (rebuilt[:, place] - value) ** 2 / scale
                    place += 1
                counts.append(np.where(np.isnan(value), 0, np.minimum(count, 1e30)))
                at += 1
        return sum(counts) / np.maximum(1, (~np.isnan(rows)).sum(1))


def along(window, side):
    each = window[('vertical', 'horizontal')[side]]
    return each['size'], each['stride'], each['dilation'], (each['size'] - 1) * each['dilation'] + 1


def count(window, image, side):
    """The positions along a side of an image."""
    _, stride, _, span = along(window, side)
    return -(-image[side] // stride) if window['padding'] == 'same' else (image[side] - span) // stride + 1


def spread(window, positions, side):
    """A side of the image that a transposed convolution makes."""
    _, stride, _, span = along(window, side)
    return positions[side] * stride if window['padding'] == 'same' else (positions[side] - 1) * stride + span


def patches(window, image):
    """For each position the places of its patch in an image, row by row; the one after the last place stands for the border."""
    places = []
    for side in (0, 1):
        size, stride, dilation, span = along(window, side)
        n = count(window, image, side)
        before = max((n - 1) * stride + span - image[side], 0) // 2 if window['padding'] == 'same' else 0
        places.append([[p * stride - before + k * dilation for k in range(size)] for p in range(n)])
    inside = lambda i, j: 0 <= i < image[0] and 0 <= j < image[1]
    return np.array([[i * image[1] + j if inside(i, j) else image[0] * image[1] for i in rows for j in columns]
                     for rows in places[0] for columns in places[1]])


def seen(x, places):
    """The patches of images: [rows][positions][places][channels]."""
    flat = x.reshape(len(x), -1, x.shape[3])
    return np.concatenate([flat, np.zeros((len(x), 1, x.shape[3]))], 1)[:, places]


def tensors(section):
    size, = struct.unpack('<Q', section[:8])
    header, data = json.loads(section[8:8 + size]), section[8 + size:]
    return {name: np.frombuffer(data[slice(*t['data_offsets'])], '<f4').reshape(t['shape']) for name, t in header.items()}


def scaled(scaling, value):
    if scaling['type'] == 'linear':
        return (value - scaling['center']) / scaling['scale']
    values, deviates = floats(scaling['values']), floats(scaling['deviates'])
    if values[0] <= value <= values[-1]:
        return float(np.interp(value, values, deviates))
    end = 0 if value < values[0] else -1
    return deviates[end] + (value - values[end]) * (deviates[-1] - deviates[0]) / (values[-1] - values[0])


def sigmoid(x):
    return np.where(x < 0, np.exp(np.minimum(x, 0)), 1) / (1 + np.exp(-np.abs(x)))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def activated(function, alpha, x):
    below = np.expm1(np.minimum(x, 0))
    return {
        'linear': lambda: x,
        'relu': lambda: np.maximum(x, 0),
        'leaky-relu': lambda: np.where(x > 0, x, alpha * x),
        'elu': lambda: np.where(x > 0, x, alpha * below),
        'selu': lambda: 1.050701 * np.where(x > 0, x, 1.6732632 * below),
        'gelu': lambda: x * 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2))),
        'silu': lambda: x * sigmoid(x),
        'sigmoid': lambda: sigmoid(x),
        'tanh': lambda: np.tanh(x),
        'softplus': lambda: np.logaddexp(0, x),
        'softmax': lambda: softmax(x),
    }[function]()


def table(path):
    if path.endswith('.csv'):
        with open(path, newline='', encoding='utf-8') as file:
            return list(csv.DictReader(file))
    raw = open(path, 'rb').read()
    magic, count, height, width = struct.unpack('>IIII', raw[:16])
    assert magic == 0x803
    return np.frombuffer(raw[16:], np.uint8).reshape(count, height, width)


def show(name, rows):
    for row in rows:
        print(name, *[repr(float(value)) for value in row])


if __name__ == '__main__':
    model = Model(sys.argv[1])
    rows = model.prepare(table(sys.argv[2]))
    codes = model.encode(rows)
    members = [Model(sys.argv[1], '', name) for name in model.members]
    show('prepared', rows)
    show('code', codes)
    show('output', np.mean([each.read(each.decode(each.encode(rows))) for each in members], 0))
    if model.told:
        show('told', model.tell(codes))
    if model.detected:
        members = [Model(sys.argv[1], 'detector-', name) for name in model.members]
        rows = members[0].prepare(table(sys.argv[2]))
    show('score', np.mean([each.score(rows, each.decode(each.encode(rows))) for each in members], 0)[:, None])
