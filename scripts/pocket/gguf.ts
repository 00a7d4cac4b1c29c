// The built-in model as GGUF, the file format of llama.cpp (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
import { headSize } from '../../src/core/pocket/network';
import type { PocketModel } from '../../src/core/pocket/pocketModel';
import { byteLetters } from '../vocabularies/readByteLevel';

const VERSION = 3;
const ALIGNMENT = 32;
/** Type numbers of metadata values and, for F32, of tensors. */
const [U32, I32, FLOAT32, BOOL, STRING, ARRAY] = [4, 5, 6, 7, 8, 9] as const;
const TENSOR_F32 = 0;
/** Token types of the vocabulary. */
const [NORMAL, CONTROL] = [1, 3] as const;

/** Names of the special tokens, by the order of their ids. */
const SPECIAL_NAMES = ['<|bos|>', '<|end|>', '<|user|>', '<|assistant|>'];

const CHAT_TEMPLATE =
  "{{ '<|bos|>' }}{% for m in messages %}{% if m['role'] == 'user' %}{{ '<|user|>' + m['content'] + '<|assistant|>' }}" +
  "{% elif m['role'] == 'assistant' %}{{ m['content'] + '<|end|>' }}{% endif %}{% endfor %}";

/** Bytes that grow, little-endian. */
class Bytes {
  private readonly parts: Buffer[] = [];
  length = 0;

  add(part: Buffer): this {
    this.parts.push(part);
    this.length += part.length;
    return this;
  }

  u32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeUInt32LE(value);
    return this.add(part);
  }

  u64(value: number): this {
    const part = Buffer.alloc(8);
    part.writeBigUInt64LE(BigInt(value));
    return this.add(part);
  }

  f32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeFloatLE(value);
    return this.add(part);
  }

  text(value: string): this {
    const part = Buffer.from(value);
    return this.u64(part.length).add(part);
  }

  align(): this {
    return this.add(Buffer.alloc((ALIGNMENT - (this.length % ALIGNMENT)) % ALIGNMENT));
  }

  whole(): Buffer {
    return Buffer.concat(this.parts);
  }
}

/** Metadata: pairs of a key and a value with its type. */
class Metadata {
  count = 0;
  readonly bytes = new Bytes();

  private key(name: string, type: number): Bytes {
    this.count++;
    return this.bytes.text(name).u32(type);
  }

  u32(name: string, value: number): void {
    this.key(name, U32).u32(value);
  }

  f32(name: string, value: number): void {
    this.key(name, FLOAT32).f32(value);
  }

  bool(name: string, value: boolean): void {
    this.key(name, BOOL).add(Buffer.from([value ? 1 : 0]));
  }

  text(name: string, value: string): void {
    this.key(name, STRING).text(value);
  }

  texts(name: string, values: readonly string[]): void {
    const bytes = this.key(name, ARRAY).u32(STRING).u64(values.length);
    for (const value of values) bytes.text(value);
  }

  i32s(name: string, values: readonly number[]): void {
    const bytes = this.key(name, ARRAY).u32(I32).u64(values.length);
    for (const value of values) bytes.u32(value);
  }
}

function metadataOf({ network: { shape }, tokenizer, special }: PocketModel): Metadata {
  const metadata = new Metadata();
  metadata.text('general.architecture', 'llama');
  metadata.text('general.name', 'Pocket');
  metadata.text('general.license', 'mit');
  metadata.u32('general.alignment', ALIGNMENT);
  metadata.u32('llama.context_length', shape.window);
  metadata.u32('llama.embedding_length', shape.width);
  metadata.u32('llama.block_count', shape.layers);
  metadata.u32('llama.feed_forward_length', shape.feedForward);
  metadata.u32('llama.attention.head_count', shape.heads);
  metadata.u32('llama.attention.head_count_kv', shape.kvHeads);
  metadata.f32('llama.attention.layer_norm_rms_epsilon', shape.epsilon);
  metadata.u32('llama.rope.dimension_count', headSize(shape));
  metadata.f32('llama.rope.freq_base', shape.ropeBase);
  metadata.u32('llama.vocab_size', shape.vocabulary);

  const letters = byteLetters();
  const written = (id: number): string => Array.from(tokenizer.tokenBytes(id), (byte) => letters[byte]!).join('');
  const tokens = Array.from({ length: shape.vocabulary }, (_, id) => SPECIAL_NAMES[id] ?? written(id));
  const merges = tokens.flatMap((_, id) => {
    const parts = id < SPECIAL_NAMES.length ? undefined : tokenizer.partsOf(id);
    return parts ? [parts.map(written).join(' ')] : [];
  });
  metadata.text('tokenizer.ggml.model', 'gpt2');
  metadata.text('tokenizer.ggml.pre', 'gpt-2');
  metadata.texts('tokenizer.ggml.tokens', tokens);
  metadata.i32s(
    'tokenizer.ggml.token_type',
    tokens.map((_, id) => (id < SPECIAL_NAMES.length ? CONTROL : NORMAL)),
  );
  metadata.texts('tokenizer.ggml.merges', merges);
  metadata.u32('tokenizer.ggml.bos_token_id', special.bos);
  metadata.u32('tokenizer.ggml.eos_token_id', special.end);
  metadata.bool('tokenizer.ggml.add_bos_token', false);
  metadata.text('tokenizer.chat_template', CHAT_TEMPLATE);
  return metadata;
}

interface Tensor {
  readonly name: string;
  /** The innermost first, as GGUF counts. */
  readonly sizes: readonly number[];
  readonly numbers: Float32Array;
}

function tensorsOf({ network }: PocketModel): Tensor[] {
  const vector = (name: string, numbers: Float32Array): Tensor => ({ name, sizes: [numbers.length], numbers });
  const matrix = (name: string, numbers: Float32Array, columns: number): Tensor => ({
    name,
    sizes: [columns, numbers.length / columns],
    numbers,
  });
  const { width, feedForward } = network.shape;
  // There is no output.weight: llama.cpp takes the embedding then, as the model does.
  return [
    matrix('token_embd.weight', network.embedding, width),
    vector('output_norm.weight', network.norm),
    ...network.layers.flatMap((layer, index) => {
      const name = (part: string): string => `blk.${index}.${part}.weight`;
      return [
        vector(name('attn_norm'), layer.attentionNorm),
        matrix(name('attn_q'), layer.query, width),
        matrix(name('attn_k'), layer.key, width),
        matrix(name('attn_v'), layer.value, width),
        matrix(name('attn_output'), layer.output, width),
        vector(name('ffn_norm'), layer.feedForwardNorm),
        matrix(name('ffn_gate'), layer.gate, width),
        matrix(name('ffn_up'), layer.up, width),
        matrix(name('ffn_down'), layer.down, feedForward),
      ];
    }),
  ];
}

/** The model as a GGUF file of the architecture `llama`, numbers as F32: nothing is lost. */
export function ggufFile(model: PocketModel): Buffer {
  const metadata = metadataOf(model);
  const tensors = tensorsOf(model);
  const file = new Bytes().add(Buffer.from('GGUF')).u32(VERSION).u64(tensors.length).u64(metadata.count);
  file.add(metadata.bytes.whole());
  const data = new Bytes();
  for (const { name, sizes, numbers } of tensors) {
    file.text(name).u32(sizes.length);
    for (const size of sizes) file.u64(size);
    file.u32(TENSOR_F32).u64(data.length);
    data.add(Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)).align();
  }
  return file.align().add(data.whole()).whole();
}
