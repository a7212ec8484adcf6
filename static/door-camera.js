// The tickets at the door, before the camera. Third of the four files of the door.
"use strict";

/** A ticket that stays before the camera is read once in so long. */
const SAME_TICKET = 4000;
/** The house reads a picture of so many pixels as well as a larger one. */
const PICTURE = 480;

/** Somebody who is in already. */
function meetAgain(person) {
  const { name } = person;
  const { since, day } = arrivalOf(person) ?? {};
  if (since && !wasToday(arrivalOf(person))) return say(fill(words.saidAlreadyDay, name, since, day));
  return say(since ? fill(words.saidAlready, name, since) : fill(words.saidUnsent, name), false);
}

/** A ticket that was scanned. */
function admit(text) {
  const [, id] = text.match(/^https?:\/\/\S{1,200}\/tickets\/([0-9a-f]{32})\/[\w-]{22}$/) ?? [];
  if (!id) return say(words.saidForged, false);
  const person = people.get(id);
  if (!person) {
    say(words.saidLater, false);
    return note(`ticket-${id}`, { ticket: text });
  }
  if (isIn(person)) return meetAgain(person);
  if (!hasSeat(person)) {
    // The button on the list lets them in all the same.
    byId("q").value = person.name;
    draw();
    return say(fill(withoutSeat(person), person.name), false);
  }
  note(person.id, { id, ticket: text });
  return say(fill(words.saidIn, person.name));
}

/** What is said of somebody who is not expected at this door. */
function withoutSeat(person) {
  if (person.state === "waitlisted") return words.saidWaiting;
  if (person.state === "cancelled") return words.saidCancelled;
  return person.waits?.includes(stop) ? words.saidWaitsHere : words.saidOtherStop;
}

const camera = byId("camera");
const video = camera.querySelector("video");
let stream = null;

async function reader() {
  const formats = (await window.BarcodeDetector?.getSupportedFormats()) ?? [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return { pause: 200, read: async () => (await detector.detect(video))[0]?.rawValue };
  }
  return { pause: 500, read: readElsewhere };
}

/** Where the browser cannot read codes, the house can. */
async function readElsewhere() {
  const scale = Math.min(1, PICTURE / Math.max(video.videoWidth, video.videoHeight));
  const width = Math.round(video.videoWidth * scale);
  const height = Math.round(video.videoHeight * scale);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = (data[4 * i] * 77 + data[4 * i + 1] * 151 + data[4 * i + 2] * 28) >> 8;
  }
  const headers = { "Content-Type": "application/octet-stream" };
  const answer = await ask(`/scan?width=${width}&height=${height}`, { method: "POST", headers, body: grey });
  return answer.status === 200 ? (await answer.json()).text : undefined;
}

async function watch() {
  const { pause: rest, read } = await reader();
  let last = { text: "", at: 0 };
  while (stream) {
    try {
      const text = video.videoWidth ? await read() : undefined;
      if (text && (text !== last.text || Date.now() - last.at > SAME_TICKET)) admit(text);
      if (text) last = { text, at: Date.now() };
    } catch (error) {
      if (error.shut) shutOut(error.shut);
    }
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

async function openCamera() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return say(words.noCamera, false);
  }
  video.srcObject = stream;
  camera.hidden = false;
  camera.scrollIntoView({ block: "nearest" });
  byId("scan").setAttribute("aria-expanded", "true");
  await video.play();
  return watch();
}

function closeCamera() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  camera.hidden = true;
  byId("scan").setAttribute("aria-expanded", "false");
  byId("scan").focus();
}
