import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import type { Field } from '../../../../scripts/catalog/facts';
import { ByHand, accept } from '../../../../scripts/catalog/accept';
import { lockName, parseLock } from '../../../../scripts/catalog/lockFile';
import type { ProposedLine } from '../../../../scripts/catalog/proposal';
import { readTables } from '../../../../scripts/tables';
import { DataCopy } from '../dataCopy';

interface Entry {
  readonly id: string;
  readonly sources: readonly { readonly id: string; readonly url: string }[];
  readonly [field: string]: unknown;
}

const lock = parseLock(readFileSync(`data/${lockName}`, 'utf8'));
const line = (
  model: string,
  field: Field,
  ours: ProposedLine['ours'],
  theirs: ProposedLine['theirs'],
  who = 'pi-ai',
): ProposedLine => ({ line: 1, model, field, ours, theirs, who: [who] });
const comments = (text: string): string[] => text.split('\n').filter((row) => row.trim().startsWith('#'));
const modelFiles = readdirSync('data/models').filter((name) => name.endsWith('.yml'));

describe('an accepted line', () => {
  const data = new DataCopy();
  const write = (given: ProposedLine): string[] => {
    const written = accept(given, lock, data.folder);
    for (const { file, text } of written) data.write(file, text);
    return written.map(({ file }) => file);
  };
  const entries = (file: string): Entry[] => parse(data.read(file)) as Entry[];

  for (const [at, name] of modelFiles.entries()) {
    it(`changes its entry of ${name} and nothing else${at < 3 ? '' : ' @deep'}`, () => {
      const file = `models/${name}`;
      const all = entries(file);
      // The first and the last have other text around them than those between.
      for (const before of [all[0]!, all[Math.floor(all.length / 2)]!, all.at(-1)!]) {
        data.restore(file);
        const text = data.read(file);
        const others = entries(file).filter(({ id }) => id !== before.id);
        const { price, ...rest } = before as Entry & {
          readonly price?: Readonly<Record<string, unknown>> | readonly unknown[];
        };
        assert.deepEqual(
          write(line(before.id, 'contextWindow', before['contextWindow'] as number | undefined, 12_345)),
          [file],
        );
        const after = entries(file).find(({ id }) => id === before.id)!;
        const { sources, ...changed } = after;
        const { sources: earlier, ...unchanged } = {
          ...rest,
          contextWindow: 12_345,
          checked: lock.packages['pi-ai']!.released,
        };
        assert.deepEqual(changed, price === undefined ? unchanged : { ...unchanged, price });
        assert.deepEqual(sources.slice(0, earlier.length), earlier);
        assert.match(sources.find(({ url }) => url.includes('/pi-ai/v/'))?.id ?? '', /^pi-ai/);
        assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length);
        assert.deepEqual(
          entries(file).filter(({ id }) => id !== before.id),
          others,
        );
        assert.deepEqual(comments(data.read(file)), comments(text));
      }
    });
  }

  it('about a price has its date and its source, in a map on one line and in one on several', () => {
    for (const [id, field] of [
      ['claude-opus-5-5', 'input'],
      ['qwen3-max', 'cachedInput'],
      ['gpt-5.6-sol', 'output'],
    ] as const) {
      const file = `models/${/^[a-z]+/.exec(id)![0]}.yml`;
      const price = entries(file).find((each) => each.id === id)!['price'] as Record<string, number | string>;
      // A little dearer, so that it stays between the other rates of the entry.
      const own = price[field] as number | undefined;
      const theirs = Number(((own ?? Number(price['input']) / 10) * 1.01).toFixed(6));
      write(line(id, field, own, theirs, 'genai-prices'));
      const after = entries(file).find((each) => each.id === id)!;
      const source = after.sources.find(({ url }) => url.includes('/genai-prices/v/'))?.id;
      assert.deepEqual(
        after['price'],
        { ...price, [field]: theirs, checked: lock.packages['genai-prices']!.released, source },
        id,
      );
    }
    readTables(data.folder);
  });

  it('about an end writes its date before the other sources, and the source into their list', () => {
    const before = entries('lifecycle/openai.yml').find(({ id }) => id === 'chatgpt-4o-latest')!;
    const newer = {
      ...lock,
      packages: { ...lock.packages, 'openai-sdk': { ...lock.packages['openai-sdk']!, version: '9.9.9' } },
    };
    const given = line('chatgpt-4o-latest', 'retires', before['retires'] as string, '2027-05-01', 'openai-sdk');
    for (const { file, text } of accept(given, newer, data.folder)) data.write(file, text);
    const after = entries('lifecycle/openai.yml').find(({ id }) => id === 'chatgpt-4o-latest')!;
    const rest = (before.sources as unknown as string[]).filter((id) => id !== 'openai-sdk-9-9-9');
    assert.deepEqual(after, { ...before, retires: '2027-05-01', sources: ['openai-sdk-9-9-9', ...rest] });
    const { sources } = readTables(data.folder).lifecycle;
    assert.equal(sources['openai-sdk-9-9-9']?.url, 'https://www.npmjs.com/package/openai/v/9.9.9');
  });

  it('gives an end to a record that promises no more than a day before which nothing happens', () => {
    const file = 'lifecycle/anthropic.yml';
    const open = entries(file).find((each) => typeof each['retires'] === 'object' && each['surface'] === undefined);
    if (!open) return;
    write(line(open.id, 'retires', undefined, '2028-01-01', 'anthropic-sdk'));
    assert.equal(
      entries(file).find(({ id, surface }) => id === open.id && surface === undefined)?.['retires'],
      '2028-01-01',
    );
  });

  it('that has to be written by hand says where', () => {
    assert.throws(
      () => accept(line('gpt-nobody', 'retires', undefined, '2027-01-01'), lock, data.folder),
      (error) => {
        assert.ok(error instanceof ByHand);
        assert.match(
          error.message,
          /Line 1 \(gpt-nobody: retires 2027-01-01\): no entry has it\. Write it in data\/lifecycle/,
        );
        return true;
      },
    );
    const periods = modelFiles
      .flatMap((name) => entries(`models/${name}`))
      .find((each) => Array.isArray(each['price']))!;
    assert.throws(
      () => accept(line(periods.id, 'input', undefined, 5), lock, data.folder),
      /its price has several periods/,
    );
  });

  it('is refused where data/ has another number by now', () => {
    assert.throws(
      () => accept(line('gpt-4o', 'contextWindow', 1, 2), lock, data.folder),
      /Line 1: gpt-4o has contextWindow 128000 by now: run npm run update:catalog again/,
    );
  });
});
