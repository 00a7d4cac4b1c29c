import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lesson } from '../../../../../src/core/lab/training/lesson';
import { SmallNetwork } from '../../../../../src/core/lab/training/smallNetwork';
import type { Course } from '../../../../../src/core/lab/training/lesson';

const course = (paragraph: string): Course => ({
  paragraph,
  lines: ['dog? an animal.', 'oak? a plant.'],
  question: 'fox?',
  answers: [' an animal.', ' a plant.'],
});

/** The lesson after its first step. */
function begun(paragraph: string): Lesson {
  const lesson = new Lesson(course(paragraph));
  const work = lesson.teach();
  while (lesson.moments.length === 0) work.next();
  return lesson;
}

describe('a lesson from odd characters', () => {
  const rest = ' this is a paragraph about boats, the sea and the wind.';

  for (const opening of ['Hello👋', 'Hello 👋', '👋👋👋👋👋👋👋']) {
    it(`writes on after the opening of “${opening} …”, whose emoji it keeps whole`, () => {
      const [{ sample, loss } = { sample: '', loss: NaN }] = begun(opening + rest).moments;
      const six = Array.from(opening + rest).slice(0, 6);
      assert.ok(sample.startsWith(six.join('').trim()), sample);
      assert.ok(Array.from(sample).length > six.length, sample);
      assert.ok(Number.isFinite(loss));
    });
  }

  it('writes only characters that it was taught, whatever the paragraph has @deep', () => {
    const anyUnits = fc.array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), {
      minLength: 40,
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyUnits, (units) => {
        const paragraph = String.fromCharCode(...units);
        const taught = new Set(Array.from(`${paragraph}\ndog? an animal. oak? a plant. fox?`));
        const [{ sample, loss } = { sample: '', loss: NaN }] = begun(paragraph).moments;
        assert.ok(Number.isFinite(loss));
        // Halves of characters that come to stand together read as one.
        for (const char of Array.from(sample))
          assert.ok(taught.has(char) || char.split('').every((unit) => taught.has(unit)), JSON.stringify(char));
      }),
      { numRuns: 20 },
    );
  });

  it('reads one answer at most between two pauses of a click of preference: with many characters each takes milliseconds @deep', () => {
    const lesson = begun(`Hello${rest}`);
    const read: number[] = [];
    class Counted extends SmallNetwork {
      override forward(...args: Parameters<SmallNetwork['forward']>) {
        read[read.length - 1]! += 1;
        return super.forward(...args);
      }
      override copy(): SmallNetwork {
        return new Counted(this.shape, 1);
      }
    }
    const network = new Counted(lesson.network.shape, 1);
    const count = (work: Generator): void => {
      do read.push(0);
      while (work.next().done !== true);
    };
    count(lesson.prefer(network, 0));
    count(lesson.probabilities(network));
    assert.equal(Math.max(...read), 1);
    // Four steps, each of which reads both answers twice with the network that learns; then both once.
    assert.equal(
      read.reduce((sum, times) => sum + times, 0),
      4 * 4 + 2,
    );
  });
});
