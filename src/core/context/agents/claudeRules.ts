import type { Source } from '../../base/source';
import type { AgentRule } from './agent';

export const claudeSource: Source = {
  title: 'How Claude remembers your project',
  url: 'https://code.claude.com/docs/en/memory',
};

const skills: Source = { title: 'Extend Claude with skills', url: 'https://code.claude.com/docs/en/skills' };
const agents: Source = { title: 'Create custom subagents', url: 'https://code.claude.com/docs/en/sub-agents' };

const published = { known: 'published', checked: '2026-11-30' } as const;

/** Rules that Claude Code follows, as its maker publishes them. */
export const claudeRules: readonly AgentRule[] = [
  {
    id: 'own-files',
    says: (say) =>
      say('CLAUDE.md, .claude/CLAUDE.md and CLAUDE.local.md are read at launch, those of all folders above too.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'agents-md',
    says: (say) =>
      say('AGENTS.md is read only where there is no CLAUDE.md and no CLAUDE.local.md, from version 2.1.277 on.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'imports',
    says: (say) => say('@path imports a file, four hops deep at most; code and quoted paths import nothing.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'comments',
    says: (say) => say('HTML comments that are blocks of their own are taken out.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'large-files',
    says: (say) => say('A file of more than 4 MiB is not read.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'rules-by-path',
    says: (say) => say('Rules with paths are read with a file that they fit, the others at launch.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'folders-below',
    says: (say) => say('Files of folders below are read once a file there is worked with.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'memory',
    says: (say) => say('Of MEMORY.md the first 200 lines or 25 KB are read.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'excludes',
    says: (say) => say('claudeMdExcludes in the settings leaves files out.'),
    source: claudeSource,
    ...published,
  },
  {
    id: 'skill-list',
    says: (say) =>
      say('Skills are listed by name and description, of at most 1,536 characters; their bodies are read on demand.'),
    source: skills,
    ...published,
  },
  {
    id: 'skills-below',
    says: (say) =>
      say(
        'Skills of folders below are listed once a file there is worked with; a name that is taken begins with the folder.',
      ),
    source: skills,
    ...published,
  },
  {
    id: 'skill-list-budget',
    says: (say) => say('The list of skills has 1 % of the context window; descriptions are left out first.'),
    source: skills,
    ...published,
  },
  {
    id: 'agent-list',
    says: (say) => say('Agents of .claude/agents are listed by name and description.'),
    source: agents,
    ...published,
  },
];
