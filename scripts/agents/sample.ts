import { writeFileSync } from 'node:fs';
import type { Compared } from './compareCodex';

/** A folder as a fixture, with what the agent said of it. Texts of files are as `writeTree` reads them. */
export interface Sample {
  readonly agent: string;
  /** Where it was, with `tree` and `home` in it: the length of a path counts. */
  readonly work: string;
  readonly files: Readonly<Record<string, string>>;
  readonly home: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly isRepository: boolean;
  readonly said: readonly string[];
}

/** Characters of a fixture: the large ones only cost room. */
const maxLength = 6_000;
/** Fixtures of each agent. */
const kept = 14;

export function sampleOf(agent: string, { tree, home, said }: Compared, work: string): Sample {
  const named = work.replace(/run-\w+$/, 'run-000000');
  const sample = { agent, work, ...tree, home, said };
  return JSON.parse(JSON.stringify(sample).replaceAll(work, named)) as Sample;
}

/** Writes the small ones of each agent. */
export function writeSample(file: string, samples: readonly Sample[]): void {
  const isSmall = (sample: Sample): boolean => JSON.stringify(sample).length < maxLength && sample.said.length > 0;
  // A disk in memory has no folders without files.
  const small = samples.filter((sample) => isSmall(sample) && !Object.values(sample.files).includes('folder:'));
  const agents = [...new Set(small.map(({ agent }) => agent))];
  const some = agents.flatMap((agent) => small.filter((sample) => sample.agent === agent).slice(0, kept));
  writeFileSync(file, `${JSON.stringify(some, null, 1)}\n`);
}
