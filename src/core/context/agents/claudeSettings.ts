import { parse } from 'jsonc-parser';
import { isRecord } from '../../base/json';
import { isDeepJson } from '../../text/jsonDepth';
import type { ContextTree } from '../tree/contextTree';
import { isFile } from '../tree/treePlace';
import { lossyText, ofFile } from '../tree/ofFile';

/** The settings that decide on what Claude Code reads. */
export interface ClaudeSettings {
  /** Patterns of full paths. */
  readonly excludes: readonly string[];
  /** The part of the context window that the list of skills may take. */
  readonly listPart: number;
  /** Characters of one description in the list of skills, at most. */
  readonly maxDescription: number;
  /** `off`, `name-only` and the like, by the name of a skill. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /**
   * Whether the agent reads AGENTS.md: only where there is no CLAUDE.md, beside it, or not at all. Only the user's
   * settings decide that.
   */
  readonly agentsMd: 'or' | 'and' | 'never';
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
    agentsMd: agentsMdOf(layers[0] ?? {}),
    overrides: Object.fromEntries(
      layers.flatMap(({ skillOverrides: own }) => (isRecord(own) ? Object.entries(own) : [])),
    ),
  };
}

function agentsMdOf({ pluginConfigs: plugins }: Readonly<Record<string, unknown>>): ClaudeSettings['agentsMd'] {
  const plugin = isRecord(plugins) ? plugins['agents-md@builtin'] : undefined;
  const options = isRecord(plugin) && isRecord(plugin.options) ? plugin.options : {};
  if (options.instructionFiles === 'claude-md-and-agents-md') return 'and';
  return options.instructionFiles === 'claude-md' ? 'never' : 'or';
}

async function fieldsOf(tree: ContextTree, path: string): Promise<Readonly<Record<string, unknown>>> {
  const read = await tree.read(path);
  const value = isFile(read) ? valueOf(read) : undefined;
  return isRecord(value) ? value : {};
}

const valueOf = ofFile((file): unknown => (isDeepJson(lossyText(file)) ? undefined : parse(lossyText(file))));
