import type { Saying } from '../../base/say';

// Sentences about facts that no report knows.

export const noHome: Saying = (say) => say('The files of the user were not looked at.');
export const aboveRoot: Saying = (say) =>
  say('The repository begins above this folder: what the agent reads there was not looked at.');
export const partial: Saying = (say) => say('There are too many files: not all of them were looked at.');
export const noServers: Saying = (say) => say('Tools of MCP servers are not counted: none is started.');
export const dayAndFolder: Saying = (say) =>
  say('What the agent says of the day, the machine and the folder is not counted: 100 to 300 tokens.');
export const outsideLink =
  (file: string): Saying =>
  (say) =>
    say('{0} leads out of the folder: the agent may follow it, and its text is not looked at here.', file);
export const notReadWhole =
  (file: string): Saying =>
  (say) =>
    say('{0} is too large to be read here: what the agent makes of it is not known.', file);
export const trusted: Saying = (say) =>
  say('The config of the project counts only where the agent trusts the project, which is taken for granted here.');
export const brokenConfig =
  (file: string): Saying =>
  (say) =>
    say('{0} cannot be read as config: the agent may not start with it.', file);
export const configOfSkills: Saying = (say) =>
  say('The config switches skills on or off, which is not looked at here.');
export const otherModel =
  (model: string): Saying =>
  (say) =>
    say('What the agent brings itself with {0} was not counted.', model);
export const listOfFiles: Saying = (say) =>
  say('The list of up to 200 files and folders, which the agent sends with every turn, is not counted.');
export const twinSkills =
  (name: string): Saying =>
  (say) =>
    say('Two skills of one folder have the name {0}: which of them the agent lists depends on the disk.', name);
export const geminiAgents: Saying = (say) =>
  say('Agents of .gemini/agents, which the agent lists once the user has allowed them, are not shown here.');
export const foldersAbove: Saying = (say) =>
  say('The agent also reads its files in all folders above this one, which were not looked at.');
export const claudeAbove: Saying = (say) =>
  say(
    'A CLAUDE.md in a folder above this one would be read too, and AGENTS.md would not: folders above were not looked at.',
  );
export const baseNotPublished: Saying = (say) =>
  say('The instructions and tools that the agent brings itself are not published, and not counted.');
export const formNotPublished: Saying = (say) =>
  say(
    'How the agent writes names of files and lists around the texts is not published: they are shown in a plain form.',
  );
export const listOverBudget =
  (budget: number, length: number): Saying =>
  (say) =>
    say(
      'The list of skills has {0} characters, and its budget is {1}: descriptions of those that are used least are left out first, and which ones is not known.',
      length,
      budget,
    );
export const organization: Saying = (say) =>
  say('Instructions of an organization and of the environment were not looked at.');
export const localAgent: Saying = (say) =>
  say('The Local agent of VS Code, which is deprecated, reads other files by settings of VS Code, and is not shown.');
export const withoutApplyTo: Saying = (say) =>
  say('Whether instructions without applyTo are sent is not published: they are counted as read on demand.');
export const cursorLegacy: Saying = (say) =>
  say('Whether .cursorrules is still read is not published any more: it is not counted.');
export const cursorSettings: Saying = (say) =>
  say('Rules of the user and of a team are kept in settings of the agent, and were not looked at.');
export const toolsNotTold =
  (model: string): Saying =>
  (say) =>
    say('The tools that the agent sends with {0} were not counted.', model);
