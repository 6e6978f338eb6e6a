/** A photo or a file on its way into a message. */

const LONGEST_SIDE = 1280;
const QUALITY = 0.85;
const LARGEST = 700_000;

/** Read what was chosen: `{name, photo}` or `{name, document}`; `photo` and `data` are base64. */
export async function readAttachment(file) {
  if (file.type.startsWith("image/")) {
    const url = await asDataUrl(await shrunk(file));
    return { name: file.name, preview: url, photo: base64Of(url) };
  }
  if (file.size > LARGEST) throw new Error("文件太大，最多 700 KB");
  const data = base64Of(await asDataUrl(file));
  return { name: file.name, document: { name: file.name, data } };
}

/** Photos from a camera are made small enough to send, as chat apps do. */
async function shrunk(file) {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error("这张图片打不开");
  });
  const scale = LONGEST_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1 && file.size <= LARGEST) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * Math.min(1, scale));
  canvas.height = Math.round(bitmap.height * Math.min(1, scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}

function asDataUrl(blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => fail(new Error("这个文件读不出来"));
    reader.readAsDataURL(blob);
  });
}

const base64Of = (url) => url.slice(url.indexOf(",") + 1);
