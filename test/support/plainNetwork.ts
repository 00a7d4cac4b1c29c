import type { Network } from '../../src/core/pocket/network';

type Vector = readonly number[];

/** matrix · x. */
const product = (matrix: Float32Array, x: Vector): number[] =>
  Array.from({ length: matrix.length / x.length }, (_, row) =>
    x.reduce((sum, value, column) => sum + matrix[row * x.length + column]! * value, 0),
  );

const sum = (a: Vector, b: Vector): number[] => a.map((value, i) => value + b[i]!);
const dot = (a: Vector, b: Vector): number => a.reduce((total, value, i) => total + value * b[i]!, 0);

function shares(scores: Vector): number[] {
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const total = parts.reduce((a, b) => a + b);
  return parts.map((part) => part / total);
}

/** Each pair of neighbours in each head by its angle at that position. */
function turned(x: Vector, position: number, size: number, base: number): number[] {
  return x.map((value, i) => {
    const angle = position * base ** ((-2 * Math.floor((i % size) / 2)) / size);
    return i % 2 === 0
      ? value * Math.cos(angle) - x[i + 1]! * Math.sin(angle)
      : x[i - 1]! * Math.sin(angle) + value * Math.cos(angle);
  });
}

/**
 * The logits after the last token, as the formulas stand in the papers: the whole text at once, without a cache, blocks or
 * pieces. Slow, and an oracle for what is fast.
 */
export function plainLogits({ shape, embedding, layers, norm }: Network, ids: Vector): number[] {
  const { width, heads, kvHeads, ropeBase, epsilon } = shape;
  const size = width / heads;
  const normed = (x: Vector, weight: Float32Array): number[] => {
    const scale = Math.sqrt(dot(x, x) / width + epsilon);
    return x.map((value, i) => (value / scale) * weight[i]!);
  };
  let rows = ids.map((id) => Array.from(embedding.subarray(id * width, (id + 1) * width)));
  for (const layer of layers) {
    const seen = rows.map((x) => normed(x, layer.attentionNorm));
    const queries = seen.map((x, position) => turned(product(layer.query, x), position, size, ropeBase));
    const keys = seen.map((x, position) => turned(product(layer.key, x), position, size, ropeBase));
    const values = seen.map((x) => product(layer.value, x));
    const gathered = queries.map((query, position) =>
      Array.from({ length: heads }, (_, head) => {
        const shared = Math.floor((head * kvHeads) / heads) * size;
        const part = (x: Vector, from: number): Vector => x.slice(from, from + size);
        const before = [...keys.slice(0, position + 1).keys()];
        const scores = before.map((at) => dot(part(query, head * size), part(keys[at]!, shared)) / Math.sqrt(size));
        const looks = shares(scores);
        return Array.from({ length: size }, (__, i) =>
          dot(
            looks,
            before.map((at) => values[at]![shared + i]!),
          ),
        );
      }).flat(),
    );
    rows = rows.map((x, position) => sum(x, product(layer.output, gathered[position]!)));
    rows = rows.map((x) => {
      const h = normed(x, layer.feedForwardNorm);
      const up = product(layer.up, h);
      const gated = product(layer.gate, h).map((value, i) => (value / (1 + Math.exp(-value))) * up[i]!);
      return sum(x, product(layer.down, gated));
    });
  }
  return product(embedding, normed(rows.at(-1)!, norm));
}
