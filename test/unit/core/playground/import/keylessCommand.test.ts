import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { readCurl } from '../../../../../src/core/playground/import/curlCommand';
import { withoutKeys } from '../../../../../src/core/playground/import/keylessCommand';
import { sayInEnglish } from '../../../../../src/core/base/say';

const key = 'sk-live-0123456789abcdef';
const at = 'https://api.example.com/v1/chat/completions';
const body = `-d '{"model":"m","messages":[{"role":"user","content":"Authorization: none"}]}'`;

const read = (text: string): unknown => {
  const found = atOnce(readCurl(text));
  return 'problem' in found
    ? found.problem(sayInEnglish)
    : { ...found, notes: found.notes.map((note) => note(sayInEnglish)) };
};

describe('a curl command without its keys', () => {
  for (const command of [
    `curl ${at} -H 'Authorization: Bearer ${key}' ${body}`,
    `curl ${at} -H "Authorization: Bearer ${key}" ${body}`,
    `curl ${at} -H 'authorization: ${key}' -H 'x-api-key: ${key}' ${body}`,
    `curl ${at} \\\n  -H "x-api-key:${key}" \\\n  ${body}`,
    `curl ${at} -H x-goog-api-key:${key} ${body}`,
    `curl ${at} --header=api-key:${key} ${body}`,
    `curl '${at}' -H 'cookie: a=${key}; b=${key}' ${body}`,
    `curl ${at} -u user:${key} ${body}`,
    `curl ${at} -u 'user:${key}' ${body}`,
    `curl ${at} --oauth2-bearer ${key} ${body}`,
    `curl ${at} -b "k=${key}" ${body}`,
    `curl 'https://me:${key}@api.example.com/v1/chat/completions?key=${key}' ${body}`,
    `curl ${at} -H "Authorization Bearer ${key}" ${body}`,
    `curl ${at} --api-key=${key} ${body}`,
    `curl ${at} -H x: "$(echo ${key})" ${body}`,
    `$ OPENAI_API_KEY=${key} curl ${at} -H "Authorization: Bearer $OPENAI_API_KEY" ${body}`,
    `curl ${at} -H 'Authorization: Basic ${btoa(key)}' ${body}`,
  ]) {
    it(`is the same to whoever reads it: ${command.replaceAll(key, 'KEY').slice(0, 90)}`, () => {
      const keyless = withoutKeys(command);
      assert.ok(!keyless.includes(key) && !keyless.includes(btoa(key)), keyless);
      assert.deepEqual(read(keyless), read(command));
      assert.equal(withoutKeys(keyless), keyless);
    });
  }

  for (const text of [
    `curl ${at} -H "Authorization: Bearer $OPENAI_API_KEY" -H 'Content-Type: application/json' ${body}`,
    `curl ${at} -H "x-api-key: \${KEY}" ${body}`,
    `curl "${at}?key=$KEY" -u "$USER:x" ${body}`,
    `What does -H 'Authorization: Bearer ${key}' mean?`,
    '{"messages":[{"role":"user","content":"x-api-key: abc"}]}',
    '',
  ]) {
    it(`is as it was where it has none, or is no command: ${text.slice(0, 70)}`, () =>
      assert.equal(withoutKeys(text), text));
  }

  it('takes no time to speak of for a long text', () => {
    for (const piece of [
      ' --key',
      '-key ',
      'bearer ',
      'sk-',
      'authorization:',
      " -u 'x",
      ' -H authorization:',
      'https://',
      '&key=',
      "'authorization: ",
    ]) {
      const started = process.cpuUsage();
      withoutKeys(`curl ${piece.repeat(100_000)}`);
      // A search that goes back again and again would take minutes.
      assert.ok(process.cpuUsage(started).user < 5_000_000, piece);
    }
  });
});
