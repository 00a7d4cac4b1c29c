// How well decisions agree with labels.
import { SharedSense } from '../../src/core/glossary/sense/createGlossary';
import type { SenseTable } from '../../src/core/glossary/sense/senseTable';
import type { ReadCase } from './train';

export interface Counts {
  /** Shown and meant, shown and not meant, meant and not shown, neither. */
  hits: number;
  wrong: number;
  missed: number;
  silent: number;
}

export interface Judged {
  readonly read: ReadCase;
  readonly mention: ReadCase['mentions'][number];
  readonly isShown: boolean;
  readonly probability: number;
}

export function judgeCases(cases: readonly ReadCase[], table: SenseTable): Judged[] {
  const model = new SharedSense(table);
  return cases.flatMap((read) => {
    const reader = model.read(read.text);
    return read.mentions.map((mention) => {
      const { isMeant, probability } = reader.judge(mention.decision);
      return { read, mention, isShown: isMeant, probability };
    });
  });
}

export function count(judged: readonly { isShown: boolean; isMeant: boolean }[]): Counts {
  const counts: Counts = { hits: 0, wrong: 0, missed: 0, silent: 0 };
  for (const { isShown, isMeant } of judged)
    counts[isShown ? (isMeant ? 'hits' : 'wrong') : isMeant ? 'missed' : 'silent']++;
  return counts;
}

/** Each excerpt once: the word under test in it. Shown where one of its mentions is shown wrongly, or all are missed, counts against. */
export function perExcerpt(judged: readonly Judged[]): { isShown: boolean; isMeant: boolean; read: ReadCase }[] {
  const byCase = new Map<ReadCase, Judged[]>();
  for (const each of judged) {
    if (each.mention.isAbout) byCase.set(each.read, [...(byCase.get(each.read) ?? []), each]);
  }
  return [...byCase].map(([read, all]) => {
    const { isMeant } = read.case;
    const own = all.filter(({ mention }) => mention.isMeant === isMeant);
    return { read, isMeant, isShown: own.some(({ isShown }) => isShown) };
  });
}

export const figures = ({ hits, wrong, missed, silent }: Counts): string => {
  const precision = hits / (hits + wrong || 1);
  const recall = hits / (hits + missed || 1);
  const f1 = (2 * precision * recall) / (precision + recall || 1);
  return `P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  (${hits} hits, ${wrong} wrong, ${missed} missed, ${silent} silent)`;
};
