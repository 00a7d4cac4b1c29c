import { Uri, window, workspace } from 'vscode';
import type { ExportedGlossary } from '../../../core/glossary/export/glossaryMarkdown';
import { glossaryMarkdown } from '../../../core/glossary/export/glossaryMarkdown';
import { glossarySkill, skillName } from '../../../core/glossary/export/glossarySkill';
import { nameOf } from '../../files/paths';
import type { Tables } from '../../../core/tables';
import { sayDone } from '../../shared/feedback';
import { back, pickRanked } from '../../shared/rankedPick';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';

/** The form in which the glossary is written. */
type Form = 'markdown' | 'skill';

/** Runs Export Glossary: asks for the form and the place, and shows the written file. */
export async function exportGlossary(tables: Pick<Tables, 'glossary' | 'topics'>): Promise<void> {
  const form = await pickForm();
  if (form === undefined || form === back) return;
  const place = await askPlace(form);
  if (!place) return;
  const glossary = { index: await tables.glossary(), topics: await tables.topics() };
  try {
    const written = form === 'markdown' ? await writeMarkdown(glossary, place) : await writeSkill(glossary, place);
    await window.showTextDocument(written);
    sayDone(say('{0} terms were exported.', glossary.index.terms.length));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void showMessage('Error', say('{0} could not be written: {1}', workspace.asRelativePath(place), why));
  }
}

function pickForm(): Promise<Form | typeof back | undefined> {
  const rows = [
    {
      label: say('Markdown File'),
      detail: say('All terms in one file, by topic, with links between them.'),
      value: 'markdown' as const,
    },
    {
      label: say('Agent Skill'),
      detail: say('A folder with SKILL.md, and the terms in files small enough for an agent to read.'),
      value: 'skill' as const,
    },
  ];
  return pickRanked<Form>({
    title: say('Export Glossary'),
    placeholder: say('Export the glossary in which format?'),
    groups: [{ label: '', rows }],
  });
}

async function askPlace(form: Form): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = form === 'markdown' ? 'ai-glossary.md' : 'ai-glossary';
  return window.showSaveDialog({
    title: form === 'markdown' ? say('Export Glossary') : say('Export Glossary: Name of the Skill Folder'),
    saveLabel: say('Export'),
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    ...(form === 'markdown' && { filters: { Markdown: ['md'] } }),
  });
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function writeMarkdown(glossary: ExportedGlossary, file: Uri): Promise<Uri> {
  await workspace.fs.writeFile(file, encode(glossaryMarkdown(glossary)));
  return file;
}

/** Writes the folder of a skill. It is named as the skill, whose name has only small letters, digits and hyphens. */
async function writeSkill(glossary: ExportedGlossary, chosen: Uri): Promise<Uri> {
  const name = skillName(nameOf(chosen));
  const folder = Uri.joinPath(chosen, '..', name);
  const files = glossarySkill(glossary, name);
  for (const { path, text } of files) await workspace.fs.writeFile(Uri.joinPath(folder, path), encode(text));
  return Uri.joinPath(folder, files[0]!.path);
}
