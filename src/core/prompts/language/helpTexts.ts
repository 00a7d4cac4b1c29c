import type { Say } from '../../base/say';

// Meanings of the parts of a prompt file, as hovers and completion show them. Source: the specification of Dotprompt,
// https://google.github.io/dotprompt/reference/ (read on 2026-11-30).

const helpers: Readonly<Record<string, (say: Say) => string>> = {
  if: (say) => say('Shows its body where the value is neither empty nor false.'),
  unless: (say) => say('Shows its body where the value is empty or false.'),
  each: (say) => say('Shows its body for each entry of a list or an object.'),
  with: (say) => say('Makes its body about the value.'),
  ifEquals: (say) => say('Shows its body where both values are the same.'),
  unlessEquals: (say) => say('Shows its body where both values differ.'),
  lookup: (say) => say('Gives the entry of a list or an object by its name.'),
  log: (say) => say('Writes nothing into the prompt.'),
  json: (say) => say('Writes the value as JSON.'),
  role: (say) => say('Begins a message of this role.'),
  history: (say) => say('Inserts the messages before this one.'),
  section: (say) => say('Marks a place that the caller fills in.'),
  media: (say) => say('Adds an image or a file by its address.'),
};

export const helperText = (name: string, say: Say): string | undefined =>
  Object.hasOwn(helpers, name) ? helpers[name]?.(say) : undefined;

const keys: Readonly<Record<string, (say: Say) => string>> = {
  '/name': (say) => say('The name of the prompt.'),
  '/variant': (say) => say('The name of this variant of the prompt.'),
  '/version': (say) => say('The version of the prompt.'),
  '/description': (say) => say('What the prompt is for.'),
  '/model': (say) => say('The model that is asked, perhaps with its provider before it: provider/model.'),
  '/config': (say) => say('Parameters of the request, by their names.'),
  '/config/temperature': (say) => say('How much chance plays a part in each token. 0: none.'),
  '/config/maxOutputTokens': (say) => say('The most tokens that an answer may have.'),
  '/config/topP': (say) => say('Only the likeliest tokens that together have this share are drawn from.'),
  '/config/topK': (say) => say('Only so many of the likeliest tokens are drawn from.'),
  '/config/stopSequences': (say) => say('The answer ends before the first of these texts.'),
  '/input': (say) => say('What the prompt is filled with.'),
  '/input/schema': (say) => say('The variables of the input, with their types.'),
  '/input/default': (say) => say('Values of variables that the input leaves out.'),
  '/output': (say) => say('What the answer is to be.'),
  '/output/format': (say) => say('The form of the answer: text or json.'),
  '/output/schema': (say) => say('The schema that the answer is to fit.'),
  '/tools': (say) => say('Names of tools that the model may call.'),
  '/toolDefs': (say) => say('Tools that are defined in this file.'),
  '/ext': (say) => say('Fields of extensions.'),
};

/** Returns the meaning of a key. @param pointer JSON Pointer of a key of the front matter. */
export const keyText = (pointer: string, say: Say): string | undefined =>
  Object.hasOwn(keys, pointer) ? keys[pointer]?.(say) : undefined;

/** Returns the keys that have a meaning below a path; '' is the front matter itself. */
export const keysBelow = (path: string): string[] =>
  Object.keys(keys).flatMap((pointer) =>
    pointer.startsWith(`${path}/`) && !pointer.slice(path.length + 1).includes('/')
      ? [pointer.slice(path.length + 1)]
      : [],
  );
