import type { Source } from '../../base/source';
import type { AgentRule } from './agent';

export const codexSource: Source = {
  title: 'Custom instructions with AGENTS.md',
  url: 'https://developers.openai.com/codex/guides/agents-md',
};

const skills: Source = { title: 'Agent skills', url: 'https://developers.openai.com/codex/skills' };
const config: Source = {
  title: 'Configuration reference',
  url: 'https://developers.openai.com/codex/config-reference',
};

const tried = { known: 'tried', checked: '2026-11-30' } as const;

/** Rules that Codex follows, as tried with its program of version `codexVersion`. */
export const codexRules: readonly AgentRule[] = [
  {
    id: 'one-file-a-folder',
    says: (say) =>
      say('In each folder the first of AGENTS.override.md, AGENTS.md and the names of the config is read.'),
    source: codexSource,
    ...tried,
  },
  {
    id: 'top-to-folder',
    says: (say) =>
      say('Files are read from the top of the repository down to the folder where it runs, and no deeper.'),
    source: codexSource,
    ...tried,
  },
  {
    id: 'bytes-together',
    says: (say) =>
      say('All files of a project together have 32 KiB, from the top down: the nearest one is the first to go.'),
    source: config,
    ...tried,
  },
  {
    id: 'config-of-project',
    says: (say) => say('.codex/config.toml of a trusted project may change names and bytes; the nearest one wins.'),
    source: config,
    ...tried,
  },
  {
    id: 'untrusted',
    says: (say) => say('In a folder that the user marked as untrusted none of its instructions are read.'),
    source: config,
    ...tried,
  },
  {
    id: 'skill-list',
    says: (say) => say('Of a skill its name, description and path are listed; its body is opened on demand.'),
    source: skills,
    ...tried,
  },
  {
    id: 'skill-list-budget',
    says: (say) =>
      say('The list of skills has 2 % of the context window: descriptions are cut first, then skills are left out.'),
    source: skills,
    ...tried,
  },
];
