import { parse } from 'jsonc-parser';
import { isRecord } from '../../base/json';
import { isDeepJson } from '../../text/jsonDepth';
import type { ContextTree } from '../tree/contextTree';
import { isFile } from './instructionFile';
import { lossyText, ofFile } from './ofFile';

/** What of its settings decides on what Claude Code reads. */
export interface ClaudeSettings {
  /** Patterns of full paths. */
  readonly excludes: readonly string[];
  /** The part of the context window that the list of skills may take. */
  readonly listPart: number;
  /** Characters of one description in it. */
  readonly maxDescription: number;
  /** `off`, `name-only` and the like, by the name of a skill. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** Reads the settings of the user and of the project; the project's own, which are not shared, come last and win. */
export async function readClaudeSettings(tree: ContextTree, home: ContextTree | undefined): Promise<ClaudeSettings> {
  const layers = [
    home ? await fieldsOf(home, '.claude/settings.json') : {},
    await fieldsOf(tree, '.claude/settings.json'),
    await fieldsOf(tree, '.claude/settings.local.json'),
  ];
  const last = (key: string): unknown => layers.map((fields) => fields[key]).findLast((value) => value !== undefined);
  const part = last('skillListingBudgetFraction');
  const most = last('skillListingMaxDescChars');
  return {
    excludes: layers.flatMap(({ claudeMdExcludes: patterns }) =>
      Array.isArray(patterns) ? patterns.filter((each) => typeof each === 'string') : [],
    ),
    listPart: typeof part === 'number' && part > 0 ? part : 0.01,
    maxDescription: typeof most === 'number' && most > 0 ? most : 1_536,
    overrides: Object.fromEntries(
      layers.flatMap(({ skillOverrides: own }) => (isRecord(own) ? Object.entries(own) : [])),
    ),
  };
}

async function fieldsOf(tree: ContextTree, path: string): Promise<Readonly<Record<string, unknown>>> {
  const read = await tree.read(path);
  const value = isFile(read) ? valueOf(read) : undefined;
  return isRecord(value) ? value : {};
}

const valueOf = ofFile((file): unknown => (isDeepJson(lossyText(file)) ? undefined : parse(lossyText(file))));
