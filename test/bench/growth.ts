// Measures work whose time must depend on the length of its text only, also where that text is hostile.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atOnce } from '../../src/core/base/work';
import { decideAll } from '../../src/core/glossary/sense/decide';
import type { Glossary } from '../../src/core/glossary/sense/decide';
import { readTermText } from '../../src/core/glossary/find/termText';
import { trustingModel } from '../support/trustingModel';
import { terms } from '../unit/cli/termsRun';
import { layersOf, merged, noTerms, sameLetters } from '../unit/core/glossary/workspace/merged';
import { timed } from './times';

/** `usual`: ms of work of the same length of which nothing bad is known. */
function print(what: string, ms: number, usual: number, than: string): void {
  console.log(`  ${what}: ${ms.toFixed(0)} ms, ${(ms / usual).toFixed(1)} times as long as ${than}`);
}

export async function printGrowth(glossary: Glossary): Promise<void> {
  const cost = (work: () => unknown): number => timed(3, work).best;
  const decide = (text: string, language: string, by: Glossary = glossary): number => {
    const read = atOnce(readTermText(text, language));
    return cost(() => atOnce(decideAll(read, by)));
  };
  for (const [what, unit] of [
    ['words', 'token '],
    ['brackets', 'token('],
    ['names without a blank', 'token_prompt.'],
    ['one long name', 'tokenPrompt'],
  ] as const) {
    const text = unit.repeat(20_000);
    const quarter = decide(text.slice(0, text.length / 4), 'typescript');
    print(`deciding 20,000 ${what}`, decide(text, 'typescript'), quarter, 'a quarter of it');
  }

  const trusting = { ...glossary, sense: trustingModel };
  const [fences, words] = ['```\n', 'context '].map((unit) =>
    decide(unit.repeat(120_000 / unit.length), 'markdown', trusting),
  );
  print('deciding 30,000 fences', fences!, words!, 'words');

  const chinese = { index: merged(layersOf('terms:\n- term: 注文\n  definition: x\n'), noTerms), sense: trustingModel };
  const [run, blanks] = ['注文書を', '注文 を '].map((unit) => decide(unit.repeat(40_000), 'markdown', chinese));
  print('deciding one run of 40,000 Chinese words', run!, blanks!, 'with blanks around them');

  const [oneKey, apart] = [
    [' ', '-', '_', '  '],
    [' ', 'x', 'y', 'z'],
  ].map((separators) => {
    const layers = layersOf(sameLetters(5_000, separators));
    return cost(() => merged(layers, noTerms));
  });
  print('merging 5,000 terms of one id', oneKey!, apart!, 'of ids of their own');

  const [line, lines] = [await listed('A prompt. '), await listed('A prompt.\n')];
  print('listing 300,000 terms of one line', line, lines, 'of as many lines');
}

/** ms. */
async function listed(sentence: string): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'growth-'));
  try {
    const file = path.join(folder, 'long.md');
    writeFileSync(file, sentence.repeat(300_000));
    const start = performance.now();
    await terms([file]);
    return performance.now() - start;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
