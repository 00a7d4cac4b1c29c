import type { Work } from '../base/work';
import { attend, rotate, BLOCK, addTo, gateWith, multiply, multiplyFour, normalize } from './kernels';
import { headSize, kvWidth } from './network';
import type { LayerWeights, Network } from './network';

/**
 * Receives how much each head looks at each position. The weights of head h begin at h × stride, and there are position
 * + 1 of them. The array is used again, so copy what is to be kept.
 */
type OnAttention = (layer: number, position: number, weights: Float64Array, stride: number) => void;

/** Thrown where a text is longer than the window of the model. */
export class WindowError extends Error {
  override readonly name = 'WindowError';
  constructor(
    readonly tokens: number,
    readonly window: number,
  ) {
    super(
      `The text has ${tokens} tokens. The window of the built-in model is ${window} tokens, with the answer in it.`,
    );
  }
}

/**
 * Weights that are used between two yields. This takes about 0.05 ms once the loops are compiled, and 2 ms on the first
 * text, while the engine still interprets them.
 */
const PIECE = 8 * 1024;

/**
 * One text in the model: keys and values of the tokens so far, and the memory that each step uses again. Work is done
 * in pieces of some rows of a matrix, for at most four tokens.
 */
export class ForwardPass {
  /** Logits of the next token, written by the last token of each `feed`. */
  readonly logits: Float64Array;
  private readonly keys: Float32Array[];
  private readonly values: Float32Array[];
  private readonly x: Float64Array;
  private readonly normed: Float64Array;
  private readonly query: Float64Array;
  private readonly key: Float64Array;
  private readonly value: Float64Array;
  private readonly attended: Float64Array;
  private readonly change: Float64Array;
  private readonly gate: Float64Array;
  private readonly up: Float64Array;
  private readonly scores: Float64Array;
  private positions = 0;

  /** @param piece how many weights are used between two yields of `feed`. */
  constructor(
    readonly network: Network,
    private readonly onAttention?: OnAttention,
    private readonly piece = PIECE,
  ) {
    const { vocabulary, width, layers, heads, feedForward, window } = network.shape;
    const kv = kvWidth(network.shape);
    const block = (size: number): Float64Array => new Float64Array(size * BLOCK);
    this.logits = new Float64Array(vocabulary);
    this.keys = Array.from({ length: layers }, () => new Float32Array(window * kv));
    this.values = Array.from({ length: layers }, () => new Float32Array(window * kv));
    this.x = block(width);
    this.normed = block(width);
    this.query = block(width);
    this.key = block(kv);
    this.value = block(kv);
    this.attended = block(width);
    this.change = block(width);
    this.gate = block(feedForward);
    this.up = block(feedForward);
    this.scores = new Float64Array(heads * window);
  }

  /** The number of tokens so far. */
  get length(): number {
    return this.positions;
  }

  /** Removes the last tokens, so that the next one stands at `length`. */
  rewind(length: number): void {
    if (!(length >= 0 && length <= this.positions)) throw new RangeError(`There are ${this.positions} tokens.`);
    this.positions = length;
  }

  /**
   * Reads tokens, and yields after each piece of work. At the end, `logits` are those after the last token.
   * @throws WindowError
   */
  *feed(tokens: ArrayLike<number>): Work<Float64Array> {
    this.checkRoom(tokens.length);
    const { layers } = this.network.shape;
    for (let at = 0; at < tokens.length;) {
      const count = tokens.length - at >= BLOCK ? BLOCK : 1;
      for (let i = 0; i < count; i++) this.begin(tokens[at + i]!, i);
      for (let layer = 0; layer < layers; layer++) yield* this.runLayer(layer, count);
      at += count;
      yield* this.finish(count, at === tokens.length);
    }
    return this.logits;
  }

  /** Computes out = matrix · x for each of `count` tokens; yields after each piece. */
  private *times(
    out: Float64Array,
    matrix: Float32Array,
    x: Float64Array,
    rows: number,
    columns: number,
    count: number,
  ): Work<void> {
    const product = count === BLOCK ? multiplyFour : multiply;
    const most = Math.max(4, Math.floor(this.piece / columns / 4) * 4);
    for (let row = 0; row < rows; row += most) {
      product(out, matrix, x, rows, columns, row, Math.min(rows, row + most));
      yield;
    }
  }

  private checkRoom(tokens: number): void {
    const { window } = this.network.shape;
    if (this.positions + tokens > window) throw new WindowError(this.positions + tokens, window);
  }

  private begin(token: number, index: number): void {
    const { embedding, shape } = this.network;
    if (!(token >= 0 && token < shape.vocabulary)) throw new RangeError(`${token} is no token.`);
    const from = token * shape.width;
    for (let i = 0; i < shape.width; i++) this.x[index * shape.width + i] = embedding[from + i]!;
  }

  private *runLayer(layer: number, count: number): Work<void> {
    const { layers, shape } = this.network;
    const weights = layers[layer]!;
    yield* this.runAttention(layer, weights, count);
    const { width, feedForward, epsilon } = shape;
    for (let i = 0; i < count; i++) normalize(this.normed, this.x, weights.feedForwardNorm, i * width, width, epsilon);
    yield* this.times(this.gate, weights.gate, this.normed, feedForward, width, count);
    yield* this.times(this.up, weights.up, this.normed, feedForward, width, count);
    gateWith(this.gate, this.up, count * feedForward);
    yield* this.times(this.change, weights.down, this.gate, width, feedForward, count);
    addTo(this.x, this.change, count * width);
  }

  private *runAttention(layer: number, weights: LayerWeights, count: number): Work<void> {
    const { shape, rotation } = this.network;
    const { width, window, epsilon } = shape;
    const kv = kvWidth(shape);
    for (let i = 0; i < count; i++) normalize(this.normed, this.x, weights.attentionNorm, i * width, width, epsilon);
    yield* this.times(this.query, weights.query, this.normed, width, width, count);
    yield* this.times(this.key, weights.key, this.normed, kv, width, count);
    yield* this.times(this.value, weights.value, this.normed, kv, width, count);
    const keys = this.keys[layer]!;
    const values = this.values[layer]!;
    for (let i = 0; i < count; i++) {
      const position = this.positions + i;
      rotate(this.query, i * width, width, headSize(shape), rotation, position);
      rotate(this.key, i * kv, kv, headSize(shape), rotation, position);
      for (let j = 0; j < kv; j++) {
        keys[position * kv + j] = this.key[i * kv + j]!;
        values[position * kv + j] = this.value[i * kv + j]!;
      }
      attend(this.attended, this.query, i * width, keys, values, this.scores, shape, position);
      this.onAttention?.(layer, position, this.scores, window);
      yield;
    }
    yield* this.times(this.change, weights.output, this.attended, width, width, count);
    addTo(this.x, this.change, count * width);
  }

  /** Computes the logits of the last token only. No others are needed, and they are a fifth of the work. */
  private *finish(count: number, wantsLogits: boolean): Work<void> {
    const { network, x, normed } = this;
    const { width, vocabulary, epsilon } = network.shape;
    if (wantsLogits) {
      const last = (count - 1) * width;
      if (last > 0) x.copyWithin(0, last, last + width);
      normalize(normed, x, network.norm, 0, width, epsilon);
      yield* this.times(this.logits, network.embedding, normed, vocabulary, width, 1);
    }
    this.positions += count;
  }
}
