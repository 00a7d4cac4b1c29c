import assert from 'node:assert/strict';
import type { Lesson } from '../../../src/core/lab/training/lesson';
import type { Classroom } from '../../../src/webview/lab/stations/training/reading';
import { poll } from '../../support/poll';
import { OpenedLab } from './opened';

const paragraph = 'The sea is blue in the morning and grey in the evening. The boats go out.';
const other = 'In the town by the sea all lamps are lit, and nobody goes out any more.';
const at = (settings = {}) => ({ show: { station: 'training', text: paragraph, settings } });

const lessonOf = ({ lab }: OpenedLab): Lesson => (lab.reading!.read as Classroom).lesson;

async function begun(): Promise<OpenedLab> {
  const lab = new OpenedLab(at());
  await lab.picture('training');
  await poll('some steps', () => lessonOf(lab).moments.length > 10);
  return lab;
}

describe('a lesson of the station Training', () => {
  it('rests while another station is looked at, and goes on where it was @deep', async () => {
    const lab = await begun();
    const lesson = lessonOf(lab);
    lab.lab.goToStation('tokens');
    const learned = lesson.moments.length;
    await lab.words(/^After .*Pocket has turned/);
    assert.equal(lesson.moments.length, learned);
    lab.lab.goToStation('training');
    assert.equal(lessonOf(lab), lesson);
    await poll('more steps', () => lesson.moments.length > learned + 4);
    await lab.words(/is learning your 73 characters/);
  }).timeout(60_000);

  it('is not begun anew by a link to the text that it has @deep', async () => {
    const lab = await begun();
    const lesson = lessonOf(lab);
    lab.say({ type: 'show', place: { station: 'training', text: paragraph, settings: { step: 3 } } });
    await lab.words(/^After 2 steps on the paragraph/);
    await poll('the end', () => lessonOf(lab).isDone, Boolean, 50_000);
    assert.equal(lessonOf(lab), lesson);
  }).timeout(60_000);

  it('is there again with its own text, and goes when another has taken its place', async () => {
    const lab = await begun();
    const first = lab.lab.reading!;
    lab.lab.goToStation('tokens');
    await lab.picture('tokens');
    await lab.write('short');
    lab.lab.goToStation('training');
    await lab.find('[role="alert"]');
    lab.say({ type: 'show', place: at().show });
    assert.equal(lab.lab.reading, first);

    lab.lab.goToStation('tokens');
    await lab.picture('tokens');
    await lab.write(other);
    lab.lab.goToStation('training');
    await lab.picture('training');
    assert.notEqual(lab.lab.reading, first);
    assert.equal(first.isEnded, false);
    lab.lab.goToStation('tokens');
    assert.ok(first.isEnded);
  }).timeout(60_000);
});
