import assert from 'node:assert/strict';
import { ggufFile } from '../../../../scripts/pocket/gguf';
import { pocketModel } from '../../../support/pocket';

/** Reads a GGUF file as its specification says, apart from the code that writes it. */
class GgufReader {
  at = 4;
  constructor(private readonly file: Buffer) {}

  u32(): number {
    this.at += 4;
    return this.file.readUInt32LE(this.at - 4);
  }

  u64(): number {
    this.at += 8;
    return Number(this.file.readBigUInt64LE(this.at - 8));
  }

  text(): string {
    const length = this.u64();
    this.at += length;
    return this.file.toString('utf8', this.at - length, this.at);
  }

  value(type: number): unknown {
    if (type === 8) return this.text();
    if (type === 7) return this.file[this.at++] === 1;
    if (type === 9) {
      const inner = this.u32();
      return Array.from({ length: this.u64() }, () => this.value(inner));
    }
    if (type === 6) {
      this.at += 4;
      return this.file.readFloatLE(this.at - 4);
    }
    assert.ok(type === 4 || type === 5, `type ${type}`);
    return this.u32();
  }
}

async function readBack(): Promise<{
  file: Buffer;
  metadata: Map<string, unknown>;
  tensors: Map<string, { sizes: number[]; type: number; at: number }>;
}> {
  const file = ggufFile(await pocketModel());
  assert.equal(file.toString('latin1', 0, 4), 'GGUF');
  const reader = new GgufReader(file);
  assert.equal(reader.u32(), 3);
  const [tensorCount, pairs] = [reader.u64(), reader.u64()];
  const metadata = new Map(Array.from({ length: pairs }, () => [reader.text(), reader.value(reader.u32())]));
  const infos = Array.from({ length: tensorCount }, () => {
    const name = reader.text();
    const sizes = Array.from({ length: reader.u32() }, () => reader.u64());
    return { name, sizes, type: reader.u32(), at: reader.u64() };
  });
  const start = Math.ceil(reader.at / 32) * 32;
  return {
    file,
    metadata,
    tensors: new Map(infos.map(({ name, at, ...info }) => [name, { ...info, at: start + at }])),
  };
}

describe('the built-in model as GGUF', () => {
  it('is a Llama with the sizes of the network', async () => {
    const { metadata } = await readBack();
    const { network, special } = await pocketModel();
    const { shape } = network;
    const expected = {
      'general.architecture': 'llama',
      'llama.context_length': shape.window,
      'llama.embedding_length': shape.width,
      'llama.block_count': shape.layers,
      'llama.feed_forward_length': shape.feedForward,
      'llama.attention.head_count': shape.heads,
      'llama.attention.head_count_kv': shape.kvHeads,
      'llama.rope.dimension_count': shape.width / shape.heads,
      'llama.rope.freq_base': shape.ropeBase,
      'llama.attention.layer_norm_rms_epsilon': Math.fround(shape.epsilon),
      'tokenizer.ggml.model': 'gpt2',
      'tokenizer.ggml.eos_token_id': special.end,
    };
    for (const [key, value] of Object.entries(expected)) assert.equal(metadata.get(key), value, key);
  });

  it('writes the vocabulary in the letters of GPT-2, and a merge for each token with parts', async () => {
    const { metadata } = await readBack();
    const { tokenizer, network } = await pocketModel();
    const tokens = metadata.get('tokenizer.ggml.tokens') as string[];
    const types = metadata.get('tokenizer.ggml.token_type') as number[];
    assert.equal(tokens.length, network.shape.vocabulary);
    assert.deepEqual(tokens.slice(0, 4), ['<|bos|>', '<|end|>', '<|user|>', '<|assistant|>']);
    assert.deepEqual(types.slice(0, 5), [3, 3, 3, 3, 1]);
    assert.equal(new Set(tokens).size, tokens.length);
    for (const [text, letters] of [
      [' ', 'Ġ'],
      ['\n', 'Ċ'],
      ['A', 'A'],
    ] as const) {
      assert.equal(tokens[tokenizer.encode(text)[0]!], letters);
    }
    const merges = metadata.get('tokenizer.ggml.merges') as string[];
    assert.equal(merges.length, network.shape.vocabulary - 4 - 256);
    merges.forEach((merge, i) => assert.equal(merge.replace(' ', ''), tokens[260 + i]));
  });

  it('has every tensor, aligned to 32 bytes, with the numbers of the network', async () => {
    const { file, tensors } = await readBack();
    const { network } = await pocketModel();
    const { shape, layers } = network;
    assert.equal(tensors.size, 2 + shape.layers * 9);
    const check = (name: string, sizes: readonly number[], numbers: Float32Array): void => {
      const tensor = tensors.get(name);
      assert.ok(tensor, name);
      assert.deepEqual(tensor.sizes, sizes, name);
      assert.equal(tensor.type, 0);
      assert.equal(tensor.at % 32, 0);
      const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
      assert.ok(file.subarray(tensor.at, tensor.at + bytes.length).equals(bytes), name);
    };
    check('token_embd.weight', [shape.width, shape.vocabulary], network.embedding);
    check('output_norm.weight', [shape.width], network.norm);
    layers.forEach((layer, i) => {
      check(`blk.${i}.attn_k.weight`, [shape.width, (shape.kvHeads * shape.width) / shape.heads], layer.key);
      check(`blk.${i}.ffn_down.weight`, [shape.feedForward, shape.width], layer.down);
      check(`blk.${i}.ffn_norm.weight`, [shape.width], layer.feedForwardNorm);
    });
  });
});
