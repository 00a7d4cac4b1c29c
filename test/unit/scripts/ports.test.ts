import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort, portProblem } from '../../../scripts/vscode/ports';

describe('a port that was asked for', () => {
  it('is usable when nothing listens on it', async () => {
    assert.equal(await portProblem(await freePort()), undefined);
  });

  it('is said to be in use when something listens on it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    assert.equal(await portProblem(address.port), `Port ${address.port} is in use.`);
    server.close();
  });

  it('is said to be forbidden, not in use, when it is port 80 and the system refuses it', async () => {
    const refuse = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('listen EACCES: permission denied 127.0.0.1:80'), { code: 'EACCES' }));
    assert.equal(await portProblem(80, refuse), 'This system does not let you use port 80.');
  });
});
