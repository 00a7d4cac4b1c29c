import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { useTempFolder } from '../../support/tempFolder';
import { ask, askJson, at } from './askRun';

/** A PNG of 3 × 2 pixels, as far as its header goes; the rest is any bytes. */
const png = (size = 64): Buffer => {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000300000002080200000000000000', 'hex');
  return Buffer.concat([head, Buffer.alloc(size, 7)]);
};
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <</Type /Pages /Count 2>> endobj\n');

describe('the files of ask', () => {
  let server: FaultServer;
  const temp = useTempFolder();
  before(async () => (server = await startFaultServer()));
  after(() => server.close());
  beforeEach(() => server.reset());
  const write = (name: string, bytes: Buffer): string => temp.write(name, bytes);
  const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const sentBytes = (pattern: RegExp): Buffer =>
    Buffer.from(pattern.exec(JSON.stringify(server.requests[0]?.body))?.[1] ?? '', 'base64');

  it('sends the bytes of an image as they are, before the prompt, in each API', async () => {
    const bytes = png();
    const ways = [
      ['custom', 'ok', /"url":"data:image\/png;base64,([^"]*)"/],
      ['openai', 'responses', /"image_url":"data:image\/png;base64,([^"]*)"/],
      ['anthropic', 'anthropic', /"media_type":"image\/png","data":"([^"]*)"/],
    ] as const;
    for (const [provider, behaviour, pattern] of ways) {
      server.reset();
      const args = [...at(server.baseUrl, behaviour, provider), '--image', write('chart.txt', bytes)];
      assert.equal((await ask(args)).output, 'Hello');
      assert.equal(sha256(sentBytes(pattern)), sha256(bytes));
      const body = JSON.stringify(server.requests[0]?.body);
      assert.ok(body.indexOf('base64') < body.indexOf('"Hi"'), body);
    }
  });

  it('sends an image of megabytes @deep', async () => {
    const bytes = png(5_000_000);
    assert.equal((await ask([...at(server.baseUrl, 'ok'), '--image', write('large.png', bytes)])).code, 0);
    assert.equal(sha256(sentBytes(/base64,([^"]*)"/)), sha256(bytes));
  });

  it('sends a document, and several files in their order', async () => {
    const files = ['--image', write('a.png', png()), '--image', write('b.pdf', pdf)];
    assert.equal((await ask([...at(server.baseUrl, 'ok'), ...files])).code, 0);
    const messages = server.requests[0]?.body['messages'] as [
      { readonly content: readonly { readonly type: string }[] },
    ];
    assert.deepEqual(
      messages[0].content.map(({ type }) => type),
      ['image_url', 'file', 'text'],
    );
    assert.match(JSON.stringify(messages), /"filename":"b\.pdf"/);
  });

  it('refuses what is no such file, and one that is not there', async () => {
    for (const file of [write('chart.png', Buffer.from('<svg onload="x"/>')), write('empty.png', Buffer.alloc(0))]) {
      const { code, errors } = await ask([...at(server.baseUrl, 'ok'), '--image', file]);
      assert.equal(code, 2);
      assert.match(errors, /it is no PNG, JPEG, GIF, WebP or PDF file/u);
    }
    const missing = await ask([...at(server.baseUrl, 'ok'), '--image', 'missing.png']);
    assert.deepEqual([missing.code, /missing\.png: there is no such file/u.test(missing.errors)], [2, true]);
    assert.equal(server.requests.length, 0);
  });

  it('sends no image to a model that takes none, and says who says so', async () => {
    const image = ['--image', write('a.png', png())];
    const pocket = await ask(['--provider', 'pocket', '--model', 'pocket', ...image]);
    assert.equal(pocket.code, 2);
    assert.match(pocket.errors, /^--image .*a\.png: pocket takes no images\./u);
    const { code, errors } = await ask([...at(server.baseUrl, 'deepseek-v4-pro'), ...image]);
    assert.equal(code, 2);
    assert.match(errors, /^--image .*a\.png: deepseek-v4-pro takes no images, as the catalog says\./u);
    assert.equal(server.requests.length, 0);
  });

  it('counts the tokens of an image towards the limit of cost, by the rule of its maker', async () => {
    const wide = png();
    wide.writeUInt32BE(1_024, 16);
    wide.writeUInt32BE(1_024, 20);
    const openai = ['--provider', 'openai', '--model', 'gpt-5.6-sol', '--image', write('a.png', wide)];
    const cost = ['--param', 'max_output_tokens=1', '--max-cost', '0.00005'];
    const environment = { OPENAI_API_KEY: 'sk-0123456789' };
    const fetch = () => assert.fail('sent');
    // A prompt of one word costs less.
    const { code, errors } = await ask([...openai, ...cost], { environment, fetch });
    assert.equal(code, 5);
    assert.match(errors, /may cost up to/u);
    const document = [...openai.slice(0, 4), '--image', write('b.pdf', Buffer.from('%PDF-1.7\n')), ...cost];
    assert.match((await ask(document, { environment, fetch })).errors, /how many tokens a file has .* is not known/u);
  });

  it('tells no tokens of a request with a file that nobody can count', async () => {
    // A server that sends no usage.
    const args = at(server.baseUrl, 'cut-after-finish');
    for (const [name, bytes] of Object.entries({ 'a.png': png(), 'b.pdf': pdf })) {
      const { report } = await askJson([...args, '--image', write(name, bytes)]);
      assert.deepEqual([report.usage.input, report.usage.output, report.usage.source], [null, 1, 'counted']);
    }
  });

  it('tells nothing of the bytes in the object', async () => {
    const { output } = await askJson([...at(server.baseUrl, 'ok'), '--image', write('a.png', png())]);
    assert.ok(!output.includes(png().toString('base64').slice(0, 30)));
  });
});
