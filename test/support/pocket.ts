import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rotationFor } from '../../src/core/pocket/network';
import type { Network } from '../../src/core/pocket/network';
import type { Shape } from '../../src/core/pocket/pocketFile';
import { loadPocket } from '../../src/core/pocket/pocketModel';
import type { PocketModel, PocketTurn } from '../../src/core/pocket/pocketModel';
import { randomNumbers } from '../../src/core/pocket/sampler';

export const pocketFolder = path.resolve(import.meta.dirname, '../../data/pocket');
export const pocketBytes = (): Uint8Array => readFileSync(path.join(pocketFolder, 'pocket.bin'));
export const readPocketJson = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(pocketFolder, name), 'utf8'));

export const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let model: Promise<PocketModel> | undefined;
/** The model that ships, loaded once. */
export const pocketModel = (): Promise<PocketModel> => (model ??= loadPocket(pocketBytes(), turnOfLoop));

export const smallShape: Shape = {
  vocabulary: 24,
  width: 16,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  feedForward: 20,
  window: 32,
  ropeBase: 10_000,
  epsilon: 1e-5,
};

/** A network that has learned nothing: normal-ish numbers from a seed. */
export function randomNetwork(shape: Shape, seed = 1): Network {
  const random = randomNumbers(seed);
  const matrix = (rows: number, columns: number): Float32Array =>
    Float32Array.from({ length: rows * columns }, () => (random() - 0.5) * 0.6);
  const ones = (): Float32Array => new Float32Array(shape.width).fill(1);
  const { width, feedForward } = shape;
  const kv = (shape.kvHeads * width) / shape.heads;
  return {
    shape,
    embedding: matrix(shape.vocabulary, width),
    layers: Array.from({ length: shape.layers }, () => ({
      attentionNorm: ones(),
      query: matrix(width, width),
      key: matrix(kv, width),
      value: matrix(kv, width),
      output: matrix(width, width),
      feedForwardNorm: ones(),
      gate: matrix(feedForward, width),
      up: matrix(feedForward, width),
      down: matrix(width, feedForward),
    })),
    norm: ones(),
    rotation: rotationFor(shape),
  };
}

export interface HeldQuestions {
  readonly outsideMark: string;
  readonly inside: readonly { readonly question: string; readonly kind: string; readonly facts: readonly string[] }[];
  readonly outside: readonly string[];
}

export interface HeldScore {
  /** Questions inside whose answer names every fact word. */
  readonly right: number;
  /** Questions inside that got the sentence for what is outside. */
  readonly refused: number;
  /** Prompts outside that got it. */
  readonly outside: number;
  readonly wrong: readonly string[];
}

/** The answer to the last of `turns`, each likeliest token first, read until it is `decided`. */
async function answerTo(
  model: PocketModel,
  turns: readonly PocketTurn[],
  maxTokens: number,
  decided: (answer: string) => boolean = () => false,
): Promise<string> {
  const work = model.answer(turns, { maxTokens }, turnOfLoop);
  for (let text = ''; ;) {
    const next = await work.next();
    text += next.value.text;
    if (next.done === true || decided(text)) return text;
  }
}

const namesAll = (facts: readonly string[], answer: string): boolean =>
  facts.every((fact) => answer.toLowerCase().includes(fact.toLowerCase()));

/** How many of the questions inside are answered rightly in sessions of `length` turns, each after the model's own answers; by the turn. */
export async function askInSessions(
  model: PocketModel,
  { inside }: HeldQuestions,
  sessions: number,
  length: number,
): Promise<readonly number[]> {
  const right = Array.from({ length }, () => 0);
  for (let session = 0; session < sessions; session++) {
    const turns: PocketTurn[] = [];
    for (let turn = 0; turn < length; turn++) {
      // Questions of one kind stand together in the file: far steps mix them.
      const { question, facts } = inside[((session * length + turn) * 37) % inside.length]!;
      turns.push({ role: 'user', text: question });
      const answer = await answerTo(model, turns, 120);
      turns.push({ role: 'assistant', text: answer });
      if (namesAll(facts, answer)) right[turn]!++;
    }
  }
  return right;
}

/** Asks the held questions, each likeliest token first; stops reading where an answer is decided. */
export async function askHeld(model: PocketModel, held: HeldQuestions, maxTokens = 160): Promise<HeldScore> {
  const wrong: string[] = [];
  let [right, refused, outside] = [0, 0, 0];
  const ask = (text: string, decided: (answer: string) => boolean): Promise<string> =>
    answerTo(model, [{ role: 'user', text }], maxTokens, decided);
  const refuses = (answer: string): boolean => answer.includes(held.outsideMark);
  for (const { question, facts } of held.inside) {
    const answer = await ask(question, (text) => namesAll(facts, text) || refuses(text));
    if (refuses(answer)) refused++;
    if (namesAll(facts, answer)) right++;
    else wrong.push(`${JSON.stringify(question)}: ${answer.slice(0, 90)}`);
  }
  for (const question of held.outside) {
    const answer = await ask(question, refuses);
    if (refuses(answer)) outside++;
    else wrong.push(`${JSON.stringify(question.slice(0, 60))}: ${answer.slice(0, 90)}`);
  }
  return { right, refused, outside, wrong };
}
