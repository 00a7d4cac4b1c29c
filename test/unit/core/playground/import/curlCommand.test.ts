import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { rebuiltRequest } from '../../../../../src/core/chat/exchange/rebuiltRequest';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import { requestCode } from '../../../../../src/core/playground/export/requestCode';
import { readCurl } from '../../../../../src/core/playground/import/curlCommand';
import { looksLikeCurl } from '../../../../../src/core/playground/import/glance';
import { readRequest } from '../../../../../src/core/playground/import/importedSession';
import { endpointAt, requestOf, says } from '../../chat/ask';

const read = (text: string): { problem?: string; address?: string; body?: string; notes?: string[] } => {
  const found = atOnce(readCurl(text));
  return 'problem' in found
    ? { problem: found.problem(sayInEnglish) }
    : { ...found, notes: found.notes.map((note) => note(sayInEnglish)) };
};
const body = '{"model":"m","messages":[]}';
const at = 'https://api.example.com/v1/chat/completions';

describe('a curl command', () => {
  for (const [name, text] of [
    [
      'as documentation has it',
      `curl ${at} \\\n  -H "Content-Type: application/json" \\\n  -H "Authorization: Bearer $KEY" \\\n  -d '${body}'`,
    ],
    ['with its method', `curl -X POST '${at}' --data-raw '${body}'`],
    ['with the address behind', `curl -sS -XPOST --data-binary '${body}' --url "${at}"`],
    ['with --json', `curl --json '${body}' ${at} -o answer.json --max-time 30`],
    ['in double quotes', `curl ${at} -d "{\\"model\\":\\"m\\",\\"messages\\":[]}"`],
    [
      'as browsers copy it',
      `curl '${at}' -H 'accept: */*' --data-raw $'{"model":"m","messages":\\u005b]}' --compressed`,
    ],
    ['behind a prompt', `$ curl ${at} -d '${body}'`],
    ['behind a variable', `KEY=abc curl ${at} -d '${body}'`],
    ['of Windows', `curl.exe ${at} -d '${body}'`],
    ['with what it sends below', `curl ${at} -d @- <<'EOF'\n{"model":"m",\n"messages":[]}\nEOF`],
    ['in pieces', `curl ${at} --json '{"model":"m",' --json '"messages":[]}'`],
  ] as const) {
    it(`is read ${name}`, () => {
      assert.ok(looksLikeCurl(text));
      const found = read(text);
      assert.deepEqual(found, { address: at, body, notes: [] });
    });
  }

  it('keeps no key, wherever it stands', () => {
    const key = 'sk-live-0123456789abcdef';
    for (const how of [
      `-H 'Proxy-Authorization: Basic ${key}'`,
      `-H "api-key: ${key}"`,
      `-H "x-goog-api-key:${key}"`,
      `-H "Cookie: a=${key}"`,
      `--aws-sigv4 aws:amz:${key}`,
      `--proxy-user me:${key}`,
      `--pass ${key}`,
      `-U me:${key}`,
      `-n`,
      `-H 'Authorization: Bearer ${key}'`,
      `-H "x-api-key: ${key}"`,
      `-u user:${key}`,
      `--oauth2-bearer ${key}`,
      `-b 'k=${key}'`,
    ]) {
      const found = read(`curl ${at} ${how} -d '${body}'`);
      assert.ok(!JSON.stringify(found).includes(key), how);
      assert.deepEqual(found, { address: at, body, notes: ['The key in it was not kept. Keys belong to providers.'] });
    }
    const found = read(
      `curl 'https://me:${key}@api.example.com/v1/chat/completions?key=${key}' -H 'X-Trace: ${key}' -d '${body}'`,
    );
    assert.ok(!JSON.stringify(found).includes(key));
    assert.deepEqual(found.notes, [
      'The key in it was not kept. Keys belong to providers.',
      'The query of its address was not taken.',
      'Headers that were not taken: x-trace',
    ]);
  });

  it('shows no key again in what it says, where it is not written as it should be', () => {
    const key = 'sk-proj-AAAABBBBCCCCDDDD0123456789';
    const fields = `{"model":"m","${key}":1,"messages":[{"role":"user","content":"Hi","${key}":1},{"role":"${key}"}]}`;
    const said: unknown[] = [];
    for (const command of [
      `curl ${at} -H Authorization: Bearer ${key} -d '${body}'`,
      `curl ${at} -H "Authorization Bearer ${key}" -d '${body}'`,
      `curl ${at} -H "${key}" -d '${body}'`,
      `curl ${at} --api-key=${key} --${key} -d '${body}'`,
      `curl ${at} --header="Authorization: Bearer ${key}" -d '${body}'`,
      `curl ${at} -d "{\\"model\\":\\"$(echo ${key})\\",\\"messages\\":[]}"`,
      `curl ${at} -d '${body}' https://${key}.example/`,
      `curl ${at} -X ${key} -d '${body}'`,
      `curl ${at} -d @${key}`,
      `curl ${at} -d '${body}' < ${key}`,
      `curl ${at} -d '${fields}'`,
    ]) {
      const curl = atOnce(readCurl(command));
      const found = 'problem' in curl ? curl : atOnce(readRequest(command));
      said.push('problem' in found ? found.problem(sayInEnglish) : found.notes.map((note) => note(sayInEnglish)));
      assert.doesNotMatch(JSON.stringify(said).toLowerCase(), /aaaabbbb/, command);
    }
    const [bare, noColon] = [
      read(`curl ${at} -H Authorization: Bearer ${key} -d '${body}'`),
      read(`curl ${at} -H "Authorization Bearer ${key}" -d '${body}'`),
    ];
    assert.deepEqual(bare.notes, [
      'The key in it was not kept. Keys belong to providers.',
      'Options that were not taken: Bearer, …',
    ]);
    assert.deepEqual(noColon.notes, ['The key in it was not kept. Keys belong to providers.']);
  });

  it('says what it does besides', () => {
    const found = read(`curl -k --http4 --cacert c.pem ${at} -d '{"a":"'"$NAME"'"}' | jq . > out`);
    assert.deepEqual(found, {
      address: at,
      body: '{"a":"$NAME"}',
      notes: [
        'Only your shell knows the value of $NAME. It is kept as it is written.',
        'Options that were not taken: --insecure, --cacert',
        'Options that are not known: --http4',
        'What the command does besides sending was not taken.',
      ],
    });
  });

  it('is refused with the reason where it is no request of an API, or needs a file', () => {
    const why = (text: string): unknown => read(text).problem;
    assert.equal(why(`curl ${at} -d @body.json`), 'It reads the file body.json. No files are read here.');
    assert.equal(why(`curl ${at} --json @b -H @h`), 'It reads the file b. No files are read here.');
    assert.equal(why(`curl ${at} -H @h -d '{}'`), 'It reads the file h. No files are read here.');
    assert.equal(why(`curl ${at} -d @-`), 'It reads its body from a pipe, which is not there.');
    assert.equal(why(`curl ${at} -T x`), 'It reads the file x. No files are read here.');
    assert.equal(why(`curl ${at} -F a=b`), 'It sends a form (--form). The APIs of models take JSON.');
    assert.equal(why(`curl ${at}`), 'It sends no body.');
    assert.equal(why(`curl -G ${at} -d a=b`), 'It sends no body.');
    assert.equal(why(`curl -X PUT ${at} -d '{}'`), 'It is a PUT request. The APIs of models take POST.');
    assert.equal(why("curl -d '{}'"), 'It has no address.');
    assert.equal(why("curl file:///etc/passwd -d '{}'"), 'Its address is not one of the web.');
    assert.equal(why(`wget ${at}`), 'It is no curl command.');
  });

  for (const [name, text] of [
    ['behind the prompt of another shell', `% curl ${at} -d '${body}'`],
    ['with its address behind --', `curl -d '${body}' -- ${at}`],
    ['with its method in small letters', `curl -X post ${at} -d '${body}'`],
    ['with data that keeps its line ends', `curl ${at} --data-binary @- <<'E'\n${body}\nE`],
    ['with tries and the time between them', `curl --retry 3 --retry-delay 2 --connect-timeout 5 ${at} -d '${body}'`],
  ] as const) {
    it(`is read ${name}`, () => {
      const found = read(text);
      assert.deepEqual({ ...found, body: found.body?.trim() }, { address: at, body, notes: [] });
    });
  }

  it('does not take the value of an option for its address', () => {
    for (const option of ['--cookie-jar', '--url-query', '--proxy', '--resolve', '--interface', '--cert']) {
      const found = read(`curl ${option} elsewhere.example.com ${at} -d '${body}'`);
      assert.deepEqual([found.address, found.notes], [at, [`Options that were not taken: ${option}`]]);
    }
  });

  it('takes --data-raw as it is, also with an at sign', () => {
    assert.equal(read(`curl ${at} --data-raw @x`).body, '@x');
  });
});

describe('a text', () => {
  it('looks like a curl command where it begins with one', () => {
    for (const text of ['curl https://x', '  $ curl\n', 'A=b curl x']) assert.ok(looksLikeCurl(text), text);
    for (const text of ['curling is a sport', 'use curl https://x', 'curl', 'How do I call curl ?']) {
      assert.ok(!looksLikeCurl(text), text);
    }
  });
});

describe('a curl command that was exported', () => {
  it('is read back without its files, wherever they lie', () => {
    const [blob, text] = ['a'.repeat(64), "It's $HOME and $(base64 < x | tr -d '\\n')"];
    const messages = [says('user', text)];
    const image = { type: 'image', blob, mediaType: 'image/png' } as const;
    const asked = requestOf({ model: 'm', messages: [{ role: 'user', parts: [image, ...messages[0]!.parts] }] });
    for (const dialect of dialectIds) {
      const endpoint = endpointAt('https://api.example.com/v1', 'custom', dialect);
      const request = { ...rebuiltRequest(endpoint, asked, false), files: [{ blob, mediaType: 'image/png' }] };
      for (const folder of ['/plain', "/it's here", '/a (b)', '/with "$" `x` \\n']) {
        const code = requestCode(request, 'curl', () => `${folder}/${blob}`);
        assert.ok('code' in code);
        assert.ok(code.code.includes('$(base64 < '), code.code);
        const found = atOnce(readRequest(code.code));
        assert.ok(!('problem' in found), `${folder}: ${'problem' in found ? found.problem(sayInEnglish) : ''}`);
        assert.deepEqual(found.messages, messages);
        assert.deepEqual(
          found.notes.map((note) => note(sayInEnglish)),
          ['Images that were left out: 1'],
        );
      }
    }
  });
});
