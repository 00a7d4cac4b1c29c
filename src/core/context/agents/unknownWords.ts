import type { Saying } from '../../base/say';

// What no report knows, in words.

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
