// How well the sense agrees with the cases that are held back, how quiet it is in the wild, and what it costs.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { senses as packed } from '../support/senses';
import { glossary } from '../../generated/glossary';
import { readCases } from '../../scripts/senses/cases';
import { count, figures, judgeCases, perExcerpt } from '../../scripts/senses/measure';
import type { Judged } from '../../scripts/senses/measure';
import { readCase } from '../../scripts/senses/train';
import { atOnce } from '../../src/core/base/work';
import { createGlossary } from '../../src/core/glossary/sense/createGlossary';
import { decideAll } from '../../src/core/glossary/sense/decide';
import type { TermDecision } from '../../src/core/glossary/sense/decide';
import { indexGlossary } from '../../src/core/glossary/find/indexGlossary';
import { unpackSenses } from '../../src/core/glossary/sense/packedSenses';
import { readTermText } from '../../src/core/glossary/find/termText';
import { printSenseCost } from './sense/cost';
import { oldRule } from './sense/oldRule';
import { withAi, withoutAi } from './sense/packages';
import type { WildPackage } from './sense/packages';
import { wildTexts } from './sense/wildTexts';

const root = path.resolve(import.meta.dirname, '../..');
const index = indexGlossary(glossary);
const senses = unpackSenses(packed);
const all = createGlossary(index, packed);

function heldBack(): void {
  const cases = readCases(path.join(root, 'data'), 'held-', glossary).map((each) => readCase(each, index));
  const judged = judgeCases(cases, senses);
  console.log(`\n${cases.length} excerpts held back (P precision, R recall)`);
  report(judged);
  console.log('\nThe rule before');
  report(
    judged.map((each) => ({ ...each, isShown: oldRule(each.mention.decision, each.read.text.text) })),
    false,
  );
}

function report(judged: readonly Judged[], withWords = true): void {
  const excerpts = perExcerpt(judged);
  console.log(`  excerpts    ${figures(count(excerpts))}`);
  for (const kind of ['prose', 'comment', 'identifier', 'string']) {
    console.log(`  ${kind.padEnd(11)} ${figures(count(excerpts.filter(({ read }) => read.case.class === kind)))}`);
  }
  const mentions = judged.map(({ isShown, mention }) => ({ isShown, isMeant: mention.isMeant }));
  console.log(`  mentions    ${figures(count(mentions))}`);
  if (!withWords) return;
  const wrong = new Map<string, number>();
  for (const { isShown, isMeant, read } of excerpts) {
    if (isShown !== isMeant) wrong.set(read.case.about, (wrong.get(read.case.about) ?? 0) + 1);
  }
  const worst = [...wrong].sort((one, other) => other[1] - one[1]).slice(0, 12);
  console.log(`  most errors ${worst.map(([word, times]) => `${word} ${times}`).join(', ')}`);
}

interface Shown {
  readonly where: string;
  readonly line: string;
}

/** Reads the texts of a package. Returns the number of lines and what is shown, or `undefined` if it could not be fetched. */
function readWild(each: WildPackage): { lines: number; shown: Shown[] } | undefined {
  const texts = wildTexts(each);
  if (!texts) return undefined;
  let lines = 0;
  const shown: Shown[] = [];
  for (const { path: name, language, text } of texts) {
    const starts = text.split('\n');
    lines += starts.length;
    const decisions = atOnce(decideAll(atOnce(readTermText(text, language)), all));
    for (const decision of decisions) if (decision.sense.isMeant) shown.push(shownAt(each.name, name, text, decision));
  }
  return { lines, shown };
}

function shownAt(name: string, file: string, text: string, { start, end, term }: TermDecision): Shown {
  const line = text.slice(0, start).split('\n').length;
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', end);
  return { where: `${name}/${file}:${line} [${term.id}]`, line: text.slice(from, to < 0 ? text.length : to).trim() };
}

function quiet(): void {
  const list: string[] = [];
  let [allLines, allShown] = [0, 0];
  for (const [group, packages] of Object.entries(withoutAi)) {
    console.log(`\nPackages without AI, ${group}: shown terms per 5,000 lines`);
    let [lines, shown] = [0, 0];
    for (const each of packages) {
      const found = readWild(each);
      if (!found) console.log(`  ${each.name}: cannot be fetched here`);
      if (!found) continue;
      lines += found.lines;
      shown += found.shown.length;
      console.log(`  ${each.name.padEnd(20)} ${rate(found.shown.length, found.lines)} (${found.lines} lines)`);
      list.push(...found.shown.map(({ where, line }) => `${where}\t${line.slice(0, 200)}`));
    }
    console.log(`  together             ${rate(shown, lines)}`);
    allLines += lines;
    allShown += shown;
  }
  console.log(
    `All of them: ${rate(allShown, allLines)} (${allShown} in ${allLines} lines), listed in ${save('shown-without-ai.txt', list)}`,
  );
}

const rate = (shown: number, lines: number): string => ((shown * 5_000) / Math.max(1, lines)).toFixed(2);

function withAiSample(): void {
  const shown = withAi.flatMap((each) => readWild(each)?.shown ?? []);
  // The same places every time, spread evenly by a step that shares no factor with most counts.
  const sample = Array.from({ length: Math.min(200, shown.length) }, (_, i) => shown[(i * 7_919) % shown.length]!);
  const lines = sample.map(({ where, line }) => `${where}\t${line.slice(0, 300)}`);
  console.log(
    `\nPackages with AI: ${shown.length} shown terms, 200 of them for a reader in ${save('sample-with-ai.txt', lines)}`,
  );
}

function save(name: string, lines: readonly string[]): string {
  const file = path.join(root, '.tsbuild/wild', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, lines.join('\n'));
  return path.relative(root, file);
}

// `--cost`: no more than that.
await printSenseCost(all);
if (!process.argv.includes('--cost')) {
  heldBack();
  quiet();
  withAiSample();
}
