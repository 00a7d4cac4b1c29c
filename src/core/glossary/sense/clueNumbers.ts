import { bands } from './bands';
import { denseClue, fields, fileKinds, regionKinds, shapes, wordKinds } from './denseClues';

// Places in what is counted for a mention: see `denseClues`.

/** Of the first of several that follow one another. */
export const first = {
  kind: denseClue(`kind ${regionKinds[0]}`),
  file: denseClue(`file ${fileKinds[0]}`),
  shape: denseClue(`shape ${shapes[0]}`),
  words: denseClue(`any ${wordKinds[0]} ${bands[0]}`),
  fields: denseClue(`field top ${bands[0]}`),
  field: denseClue(`field ${fields[0]}`),
};
export const clue = {
  always: denseClue('always'),
  everyday: denseClue('form everyday'),
  phrase: denseClue('form phrase'),
  capitals: denseClue('form capitals'),
  everydayCode: denseClue('form everyday code'),
  senseTop: denseClue('sense top'),
  calleeAi: denseClue('callee ai'),
  calleeField: denseClue('callee field'),
  calleeAny: denseClue('callee any'),
  noAi: denseClue('no ai'),
  noAiAtAll: denseClue('no ai at all'),
  lessField: denseClue('ai less field'),
  longWithoutAi: denseClue('long without ai'),
};
