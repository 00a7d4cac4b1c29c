import type { PartKind, PartReason } from '../contextReport';
import type { ContextBuilder } from './contextBuilder';
import type { SkillFile } from './skillFiles';
import { utf8Length } from '../tree/utf8';

/** The entry of a file in a list, and the reason why not all of it is listed. */
export interface ListedEntry {
  readonly skill: SkillFile;
  readonly description: string;
  readonly reason?: PartReason;
  readonly isCut?: boolean;
}

/**
 * Lists files by name and description, a line each. How the agent writes the list is not published. The bodies are read
 * on demand.
 */
export function addEntries(
  builder: ContextBuilder,
  kinds: { readonly entry: 'skillEntry' | 'agentEntry'; readonly body: PartKind },
  entries: readonly ListedEntry[],
): void {
  for (const { skill, description, reason, isCut } of entries) {
    const line = (text: string): string => `- ${skill.name}: ${text.replaceAll(/\s+/g, ' ').trim()}`;
    builder.inText(kinds.entry, skill.file.shown, line(description), {
      ...(reason && { reason }),
      ...(isCut && { status: 'cut', bytes: utf8Length(line(skill.description)) }),
    });
    builder.around('\n');
  }
  if (entries.length > 0) builder.around('\n');
  for (const { skill } of entries) addBody(builder, kinds.body, skill);
}

/** Adds the text of a file that is read once it is needed. */
export const addBody = (
  builder: ContextBuilder,
  kind: PartKind,
  { file, body, bytes }: SkillFile,
  reason?: PartReason,
): void => builder.beside(kind, file.shown, { load: 'onDemand', text: body, bytes, ...(reason && { reason }) });
