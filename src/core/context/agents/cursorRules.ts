import type { Source } from '../../base/source';
import type { AgentRule } from './agent';

export const cursorSource: Source = { title: 'Rules', url: 'https://cursor.com/docs/rules' };

const skills: Source = { title: 'Agent Skills', url: 'https://cursor.com/docs/skills' };

const published = { known: 'published', checked: '2026-11-30' } as const;

/** Rules that Cursor follows, as its maker publishes them. */
export const cursorRules: readonly AgentRule[] = [
  {
    id: 'always',
    says: (say) => say('Rules of .cursor/rules with alwaysApply: true are sent with every turn.'),
    source: cursorSource,
    ...published,
  },
  {
    id: 'rules-by-path',
    says: (say) => say('Rules with globs are sent with a file that they fit.'),
    source: cursorSource,
    ...published,
  },
  {
    id: 'by-description',
    says: (say) => say('Of rules with a description alone that is sent, and the rule is read on demand.'),
    source: cursorSource,
    ...published,
  },
  {
    id: 'by-hand',
    says: (say) => say('Rules without all of that are read where somebody mentions them.'),
    source: cursorSource,
    ...published,
  },
  {
    id: 'only-mdc',
    says: (say) => say('Other files than .mdc in .cursor/rules are not read.'),
    source: cursorSource,
    ...published,
  },
  {
    id: 'agents-md',
    says: (say) => say('AGENTS.md is read in the folder itself, and those of folders below with a file there.'),
    source: cursorSource,
    ...published,
  },
  {
    id: 'skill-list',
    says: (say) =>
      say(
        'Skills of .agents, .cursor, .claude and .codex are listed, those with paths only with a file that they fit.',
      ),
    source: skills,
    ...published,
  },
];
