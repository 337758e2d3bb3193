import { decodeQR } from 'qr/decode.js';

/** A picture of an SVG, as the screen would show it. */
export async function drawSvg(svg: SVGSVGElement, scale = 1): Promise<HTMLCanvasElement> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** What a QR code on the page says, read from its picture. */
export async function readQrCode(svg: SVGSVGElement): Promise<string> {
  const canvas = await drawSvg(svg);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
}
