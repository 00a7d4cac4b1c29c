import assert from 'node:assert/strict';
import { regionText } from '../../../../../src/core/text/regions/regionText';
import { callsIn } from '../../../../../src/core/code/calls/calls';
import type { CodeCall } from '../../../../../src/core/code/calls/calls';
import { expectsModel } from '../../../../../src/core/code/calls/expects';
import type { ExpectedModel } from '../../../../../src/core/code/calls/expects';

export async function calls(languageId: string, text: string): Promise<CodeCall[]> {
  const found = await callsIn(regionText(text, languageId));
  assert.ok(found);
  for (const { model, arguments: named } of found) {
    if (model) assert.equal(text.slice(model.start, model.end), model.value);
    for (const { name, start, end, value, valueStart, valueEnd } of named) {
      assert.equal(text.slice(start, end).replace(/^["'`]|["'`]$/g, ''), name);
      if (value.length < 400) assert.equal(text.slice(valueStart, valueEnd), value);
    }
  }
  return found;
}

/** `sdk api service model path=value …` of each call. */
export const described = async (languageId: string, text: string): Promise<string[]> =>
  (await calls(languageId, text)).map(({ sdk, api, service, model, arguments: named }) =>
    [
      `${sdk} ${api} ${service ?? '-'}${service === 'other' ? ' custom' : ''} ${model?.value ?? '-'}`,
      ...named
        .filter(
          ({ path }) =>
            !/^(?:model|messages|contents|input|prompt|tools|modelid|build|addusermessage)/i.test(path[0] ?? ''),
        )
        .map(
          ({ path, literal, value }) =>
            `${path.join('.')}=${literal && 'value' in literal ? literal.value : literal ? 'nothing' : value}`,
        ),
    ].join(' '),
  );

/** A test that a text makes those calls and no others, as `described`. */
export function callsAre(title: string, languageId: string, text: string, ...expected: string[]): void {
  it(`${title} (${languageId})`, async () => assert.deepEqual(await described(languageId, text), expected));
}

/** Returns the model that is expected at the mark `|` of a text. `undefined`: none is expected there. */
export function expected(languageId: string, marked: string): Promise<ExpectedModel | undefined> {
  const offset = marked.indexOf('|');
  return expectsModel(regionText(marked.slice(0, offset) + marked.slice(offset + 1), languageId), offset);
}
