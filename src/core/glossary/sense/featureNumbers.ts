import { distanceBands } from './distanceBands';
import { denseFeature, fields, fileKinds, regionKinds, shapes, wordKinds } from './denseFeatures';

// Places in what is counted for a mention: see `denseClues`.

/** Of the first of several that follow one another. */
export const first = {
  kind: denseFeature(`kind ${regionKinds[0]}`),
  file: denseFeature(`file ${fileKinds[0]}`),
  shape: denseFeature(`shape ${shapes[0]}`),
  words: denseFeature(`any ${wordKinds[0]} ${distanceBands[0]}`),
  fields: denseFeature(`field top ${distanceBands[0]}`),
  field: denseFeature(`field ${fields[0]}`),
};
export const clue = {
  always: denseFeature('always'),
  everyday: denseFeature('form everyday'),
  phrase: denseFeature('form phrase'),
  capitals: denseFeature('form capitals'),
  everydayCode: denseFeature('form everyday code'),
  senseTop: denseFeature('sense top'),
  calleeAi: denseFeature('callee ai'),
  calleeField: denseFeature('callee field'),
  calleeAny: denseFeature('callee any'),
  noAi: denseFeature('no ai'),
  noAiAtAll: denseFeature('no ai at all'),
  lessField: denseFeature('ai less field'),
  longWithoutAi: denseFeature('long without ai'),
};
