import type { JsonObject, Prompt, PromptForm } from '../prompt';
import type { Lose } from './templateParts';

/** Fields of each form that the model of a prompt has a place for. The others stay behind. */
const kept: Readonly<Record<PromptForm, ReadonlySet<string> | undefined>> = {
  dotprompt: undefined,
  promptfoo: undefined,
  prompty: new Set(['name', 'description', 'model', 'inputs', 'outputs', 'tools', 'template', 'sample']),
  github: new Set(['name', 'description', 'model', 'modelParameters', 'messages', 'responseFormat', 'jsonSchema']),
  vscode: new Set(['name', 'description', 'model', 'tools']),
};

/** Loses the fields of a prompt that no other form has. */
export function loseFields(prompt: Prompt, lose: Lose): void {
  const raw = prompt.metadata.raw ?? {};
  const names = kept[prompt.form];
  if (names) for (const name of Object.keys(raw).filter((each) => !names.has(each))) loseField(prompt, [name], lose);
  if (prompt.form === 'prompty') losePrompty(prompt, raw, lose);
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

/** Loses a field, by the names that lead to it. */
export function loseField({ values, keys }: Prompt, path: readonly string[], lose: Lose): void {
  const pointer = path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const span = keys.get(pointer) ?? values.get(pointer) ?? { start: 0, end: 0 };
  lose(span, (say) => say('"{0}" has no place in the other form, and is left out.', path.join('.')));
}
