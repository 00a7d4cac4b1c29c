import type { Source } from '../../base/source';
import type { AgentRule } from './agent';

export const geminiSource: Source = {
  title: 'Provide context with GEMINI.md files',
  url: 'https://geminicli.com/docs/cli/gemini-md',
};

const imports: Source = { title: 'Memory Import Processor', url: 'https://geminicli.com/docs/reference/memport' };
const skills: Source = { title: 'Agent Skills', url: 'https://geminicli.com/docs/cli/skills' };

const tried = { known: 'tried', checked: '2026-11-30' } as const;

/** Rules that Gemini CLI follows, as tried with its program of version `geminiVersion`, or as its maker says. */
export const geminiRules: readonly AgentRule[] = [
  {
    id: 'top-to-folder',
    says: (say) =>
      say('GEMINI.md is read from the top of the repository down to the folder where it runs, all of each file.'),
    source: geminiSource,
    ...tried,
  },
  {
    id: 'own-names',
    says: (say) =>
      say('context.fileName of .gemini/settings.json adds names; AGENTS.md is read only where it is one of them.'),
    source: geminiSource,
    ...tried,
  },
  {
    id: 'imports',
    says: (say) => say('@path is replaced by the file, five deep at most, and only inside the repository.'),
    source: imports,
    ...tried,
  },
  {
    id: 'flat-imports',
    says: (say) =>
      say('Where context.importFormat is "flat", imported files follow the file, each once, and however deep.'),
    source: imports,
    ...tried,
  },
  {
    id: 'folders-below',
    says: (say) => say('Files of folders below are read once a tool works there.'),
    source: geminiSource,
    known: 'published',
    checked: '2026-11-30',
  },
  {
    id: 'skill-list',
    says: (say) => say('Of a skill its name, description and path are listed; of two of one name the last wins.'),
    source: skills,
    ...tried,
  },
];
