import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { DownloadError, download, liveAddress } from '../../../../../src/editor/models/live/download';

describe('the download of the live catalog', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(answer: RequestListener): Promise<string> {
    server = createServer(answer);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.json`;
  }
  const never = new AbortController().signal;
  const limits = { maxBytes: 1_000, maxMs: 30_000 };

  async function fails(address: string, words: RegExp, own = limits): Promise<void> {
    await assert.rejects(download(fetch, address, never, own), (error) => {
      assert.ok(error instanceof DownloadError, String(error));
      assert.match(error.sentence(sayInEnglish), words);
      return true;
    });
  }

  it('is of one address, over TLS', () => assert.equal(liveAddress, 'https://models.dev/api.json'));

  it('gives the bytes, and sends no cookie and no key', async () => {
    let headers: object = {};
    const address = await serve((request, response) => {
      headers = request.headers;
      response.end('{"a":1}');
    });
    assert.equal(new TextDecoder().decode(await download(fetch, address, never, limits)), '{"a":1}');
    assert.deepEqual(
      Object.keys(headers).filter((name) => /cookie|auth|key|referer/.test(name)),
      [],
    );
  });

  it('takes an answer that is just as large as it may be', async () => {
    const address = await serve((_request, response) => response.end('x'.repeat(limits.maxBytes)));
    assert.equal((await download(fetch, address, never, limits)).byteLength, limits.maxBytes);
  });

  it('ends at an answer that is too large, also when it was packed small @deep', async () => {
    const large = await serve((_request, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(500)));
        response.once('drain', more);
      };
      more();
    });
    await fails(large, /^models\.dev sent more than 1,?000 bytes/);
    server?.closeAllConnections();
    server?.close();
    const packed = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('x'.repeat(1_000_000)));
    });
    await fails(packed, /more than/);
  });

  it('ends when it takes too long, before and in the answer', async () => {
    const silent = await serve(() => undefined);
    await fails(silent, /took longer than/, { ...limits, maxMs: 50 });
    server?.closeAllConnections();
    server?.close();
    const slow = await serve((_request, response) => void response.write('{'));
    await fails(slow, /took longer than/, { ...limits, maxMs: 300 });
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const address = await serve((_request, response) => {
      asked++;
      response.writeHead(302, { location: '/elsewhere' });
      response.end();
    });
    await fails(address, /redirects to another address/);
    assert.equal(asked, 1);
  });

  it('says an error status, a broken connection and none', async () => {
    const busy = await serve((_request, response) => {
      response.statusCode = 503;
      response.end('{"error":"no"}');
    });
    await fails(busy, /answered with the error 503/);
    server?.closeAllConnections();
    server?.close();
    const broken = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"a":', () => response.destroy());
    });
    await fails(broken, /broke off/);
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    await fails(broken, /^No connection to models\.dev \(ECONNREFUSED\)\.$/);
  });

  it('ends when the user cancels', async () => {
    const controller = new AbortController();
    const address = await serve(() => controller.abort(new Error('cancelled')));
    await assert.rejects(download(fetch, address, controller.signal, limits), /cancelled/);
  });
});
