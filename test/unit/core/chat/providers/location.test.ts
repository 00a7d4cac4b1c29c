import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { placeOf, placeWords } from '../../../../../src/core/chat/providers/location';

const local = 'http://127.0.0.1:11434/v1';
const hosted = 'https://api.acme.example:8443/v1';

describe('the place of a server', () => {
  it('is elsewhere for every address but loopback, also in a remote window', () => {
    for (const remote of [undefined, 'ssh-remote', 'localhost:8080']) {
      assert.equal(placeOf(hosted, remote), 'elsewhere');
    }
  });

  it('is this machine for loopback, also where the window is in a browser at a loopback address', () => {
    for (const remote of [undefined, 'localhost:8080', '127.0.0.1:34567', '[::1]:8080']) {
      assert.equal(placeOf(local, remote), 'this-machine', remote);
    }
  });

  it('is the remote machine for loopback in a window of ssh-remote, dev-container or wsl, or of a server elsewhere', () => {
    for (const remote of ['ssh-remote', 'dev-container', 'wsl', 'code.example.com:8443', '10.0.0.7:8080']) {
      assert.equal(placeOf(local, remote), 'remote-machine', remote);
    }
  });

  it('is said in a few words', () => {
    const words = (url: string, remote?: string): string => placeWords(placeOf(url, remote), url, sayInEnglish);
    assert.equal(words(local), 'this machine');
    assert.equal(words(local, 'ssh-remote'), 'remote machine');
    assert.equal(words(hosted), 'api.acme.example:8443');
  });
});
