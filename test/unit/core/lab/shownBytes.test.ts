import assert from 'node:assert/strict';
import { shownBytes } from '../../../../src/core/lab/shownBytes';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the bytes of a token', () => {
  it('are shown with signs for what cannot be seen', () => {
    assert.equal(shownBytes(bytes(' a\tb\r\n')), '·a→b␍↵');
  });
  it('are shown in hexadecimal where they are a part of a character', () => {
    assert.equal(shownBytes(bytes('é').slice(0, 1)), '<c3>');
  });
  it('are shown as the character that they make together, the mark of a file at its start too', () => {
    assert.equal(shownBytes(bytes('é')), 'é');
    assert.equal(shownBytes(bytes('\ufeff')), '\ufeff');
  });
});
