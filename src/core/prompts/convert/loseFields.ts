import { isRecord, parseJson } from '../../base/json';
import { pointerOf } from '../forms/promptYaml';
import type { JsonObject, Prompt, PromptForm } from '../prompt';
import type { Lose } from './templateParts';

/** Fields of each form that the model of a prompt has a place for. Other fields are lost. */
const kept: Readonly<Record<PromptForm, ReadonlySet<string> | undefined>> = {
  dotprompt: undefined,
  promptfoo: undefined,
  prompty: new Set(['name', 'description', 'model', 'inputs', 'outputs', 'tools', 'template', 'sample']),
  github: new Set(['name', 'description', 'model', 'modelParameters', 'messages', 'responseFormat', 'jsonSchema']),
  vscode: new Set(['name', 'description', 'model', 'tools']),
};

/** Reports the fields of a prompt that no other form has as lost. */
export function loseFields(prompt: Prompt, lose: Lose): void {
  const raw = prompt.metadata.raw ?? {};
  const names = kept[prompt.form];
  if (names) for (const name of Object.keys(raw).filter((each) => !names.has(each))) loseField(prompt, [name], lose);
  if (prompt.form === 'prompty') losePrompty(prompt, raw, lose);
  if (prompt.form === 'github') loseGithub(prompt, raw, lose);
  // The other models of a list are tried where the first one is not available.
  if (prompt.form === 'vscode' && Array.isArray(raw['model']))
    raw['model'].slice(1).forEach((_, i) => loseField(prompt, ['model', String(i + 1)], lose));
}

/** Handles the schema of GitHub Models. Its name and its strictness stand beside it, and all of it may be a text. */
function loseGithub(prompt: Prompt, { jsonSchema }: JsonObject, lose: Lose): void {
  const schema = typeof jsonSchema === 'string' ? parseJson(jsonSchema) : jsonSchema;
  if (!isRecord(schema) || !isRecord(schema['schema'])) return;
  for (const name of Object.keys(schema)) if (name !== 'schema') loseField(prompt, ['jsonSchema', name], lose);
}

function losePrompty(prompt: Prompt, raw: JsonObject, lose: Lose): void {
  const fieldsOf = (value: unknown): readonly string[] =>
    typeof value === 'object' && value !== null ? Object.keys(value) : [];
  for (const name of fieldsOf(raw['model'])) {
    if (!['id', 'provider', 'options', 'parameters'].includes(name)) loseField(prompt, ['model', name], lose);
  }
  const list = Array.isArray(raw['tools']) ? (raw['tools'] as readonly unknown[]) : [];
  list.forEach((tool, i) => {
    for (const name of fieldsOf(tool)) {
      if (!['name', 'kind', 'description', 'parameters'].includes(name))
        loseField(prompt, ['tools', String(i), name], lose);
    }
  });
}

/** Reports a field as lost, by the names that lead to it. */
export function loseField({ values, keys }: Prompt, path: readonly string[], lose: Lose): void {
  // A value that is written as a text has no places in it, so the nearest field around it is taken.
  const pointers = path.map((_, i) => pointerOf(path.slice(0, path.length - i)));
  const span = pointers.map((pointer) => keys.get(pointer) ?? values.get(pointer)).find((each) => each !== undefined);
  lose(span ?? { start: 0, end: 0 }, (say) =>
    say('"{0}" has no place in the other form, and is left out.', path.join('.')),
  );
}
