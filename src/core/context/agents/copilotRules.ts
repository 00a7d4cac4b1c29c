import type { Source } from '../../base/source';
import type { AgentRule } from './agent';

export const copilotSource: Source = {
  title: 'Adding custom instructions for GitHub Copilot CLI',
  url: 'https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-custom-instructions',
};

const runtime: Source = {
  title: 'Copilot Agent Runtime: Customization Surface Spec',
  url: 'https://github.com/microsoft/vscode/blob/main/src/vs/sessions/copilot-customizations-spec.md',
};

const published = { known: 'published', checked: '2026-11-30' } as const;

/** Rules that Copilot's runtime follows, as its makers publish them. */
export const copilotRules: readonly AgentRule[] = [
  {
    id: 'all-together',
    says: (say) =>
      say('.github/copilot-instructions.md, AGENTS.md, CLAUDE.md, .claude/CLAUDE.md and GEMINI.md are all read.'),
    source: runtime,
    ...published,
  },
  {
    id: 'same-text-once',
    says: (say) => say('Files with the same text are sent once.'),
    source: runtime,
    ...published,
  },
  {
    id: 'rules-by-path',
    says: (say) => say('.github/instructions holds rules, which are sent with a file that applyTo fits.'),
    source: copilotSource,
    ...published,
  },
  {
    id: 'folders-below',
    says: (say) =>
      say('Files of the folders on the way to a file are read once it is worked with, others up to two folders deep.'),
    source: runtime,
    ...published,
  },
  {
    id: 'skill-list',
    says: (say) =>
      say('Skills of .github/skills, .agents/skills and .claude/skills are listed; their bodies are read on demand.'),
    source: runtime,
    ...published,
  },
  {
    id: 'agent-list',
    says: (say) => say('Agents of .github/agents and .claude/agents are listed; of two of one name the former counts.'),
    source: runtime,
    ...published,
  },
  {
    id: 'no-prompt-files',
    says: (say) => say('Prompt files of VS Code (.prompt.md) are not read.'),
    source: runtime,
    ...published,
  },
];
