"""A mark is put into a scene as people do: printed in some way, turned, in perspective, half hidden, faint, saved badly."""

import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from bench.symbols.scenes import Dice, Pixels, colour

WAYS = ("colour", "black", "white", "redwhite", "tint", "panel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """How a mark was put there; `height` in pixels of the picture."""

    way: str
    height: float
    hidden: float
    opacity: float
    box: tuple[int, int, int, int]

    @property
    def readable(self) -> bool:
        return self.height >= 16 and self.hidden <= 0.25 and self.opacity >= 0.5


def printed(dice: Dice, rgba: Pixels, way: str) -> Pixels:
    """The mark in one of the ways that marks are printed."""
    made = rgba.copy()
    colours = made[:, :, :3].astype(int)
    saturated = (colours.max(axis=2) - colours.min(axis=2)) > 60
    inks = {
        "black": ((0, 0, 0), (0, 0, 0)),
        "white": ((255, 255, 255), (255, 255, 255)),
        "redwhite": (None, (255, 255, 255)),
        "tint": (tint := colour(dice, 0, 110), tint),
    }
    if way in inks:
        of_colours, of_rest = inks[way]
        light = (colours.min(axis=2) > 200) & ~saturated  # white within the drawing is a hole in other inks
        made[light, 3] = 0
        made[~saturated & ~light, :3] = of_rest
        if of_colours is not None:
            made[saturated, :3] = of_colours
    return made


def place(dice: Dice, scene: Image.Image, rgba: Pixels, *, hard: float = 1.0) -> tuple[Image.Image, Placed]:
    """The scene with the mark in it. `hard` 0: plain to see; 1: as hidden, faint and small as people make it."""
    picture = np.asarray(scene.convert("RGB")).astype(np.float32)
    rows, columns = picture.shape[:2]
    proportion = rgba.shape[1] / rgba.shape[0]
    largest = min(0.8 * rows, 0.8 * columns / proportion)
    smallest = min(largest, 16 + (1 - hard) * 20 if dice.random() < 0.85 else 9 + 10 * (1 - hard))
    height = float(np.exp(dice.uniform(np.log(smallest), np.log(min(largest, 320 if proportion < 2.2 else 130)))))
    turn = np.radians(
        dice.choice([0, dice.normal(0, 4), dice.uniform(-40, 40), dice.uniform(-180, 180)], p=(0.5, 0.25, 0.2, 0.05))
    )
    size = np.array([height * proportion, height])
    centre = _somewhere(dice, picture, size)
    way = _visible(str(dice.choice(WAYS, p=(0.42, 0.12, 0.16, 0.1, 0.1, 0.1))), _around(picture, centre, size))
    source = _with_margin(printed(dice, rgba, "colour" if way == "panel" else way), way)
    corners = (
        np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        * size
        / 2
        * (1 + 0.3 / np.array([proportion, 1]) * (way == "panel"))
    )
    corners = corners @ np.array([[1, hard * dice.normal(0, 0.06)], [0, 1]])  # sheared
    corners += hard * dice.normal(0, 0.03, (4, 2)) * height * (dice.random() < 0.4)  # seen from the side
    cos, sin = np.cos(turn), np.sin(turn)
    corners = corners @ np.array([[cos, sin], [-sin, cos]]) + centre
    frame = np.array(
        [[0, 0], [source.shape[1], 0], [source.shape[1], source.shape[0]], [0, source.shape[0]]], np.float32
    )
    shrink = max(1.0, source.shape[0] / (2 * height))
    soft = cv2.GaussianBlur(source, (0, 0), 0.35 * shrink) if shrink > 1.2 else source
    warped = cv2.warpPerspective(
        soft, cv2.getPerspectiveTransform(frame, corners.astype(np.float32)), (columns, rows), flags=cv2.INTER_AREA
    )
    opacity = 1.0 if dice.random() < 0.8 else float(dice.uniform(0.9 - 0.5 * hard, 0.95))
    covered = warped[:, :, 3:] * opacity
    picture = picture * (1 - covered) + warped[:, :, :3] * opacity
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    box = (*corners.min(axis=0).astype(int).tolist(), *np.ptp(corners, axis=0).astype(int).tolist())
    hidden = _hide(dice, image, warped[:, :, 3], box) if dice.random() < 0.25 * hard else 0.0
    return image, Placed(way=way, height=height, hidden=hidden, opacity=opacity, box=box)


def _around(picture: Pixels, centre: Pixels, size: Pixels) -> Pixels:
    left, top = np.maximum(0, centre - size / 2).astype(int)
    return picture[top : top + max(2, int(size[1])), left : left + max(2, int(size[0]))]


def _somewhere(dice: Dice, picture: Pixels, size: Pixels) -> Pixels:
    """Where there is room, as people choose it: mostly the quietest of some places, sometimes any."""
    far = np.array([picture.shape[1], picture.shape[0]]) - size / 2 - 1
    places = [dice.uniform(size / 2 + 1, np.maximum(far, size / 2 + 2)) for _ in range(8 if dice.random() < 0.7 else 1)]
    return min(places, key=lambda place: float(_around(picture, place, size).std()))


def _visible(way: str, ground: Pixels) -> str:
    """Another way where this one would not be seen on such a ground."""
    light = float(ground.mean())
    if way in {"white", "redwhite"} and light > 140:
        return "colour" if way == "redwhite" else "black"
    if way in {"colour", "black", "tint"} and light < 90:
        return "white" if way == "black" else "panel"
    return way


def _with_margin(mark: Pixels, way: str) -> Pixels:
    """Colours weighed by opacity; on a light panel of its own where the way is so."""
    weighted: Pixels = mark.astype(np.float32)
    weighted[:, :, :3] = weighted[:, :, :3] * (weighted[:, :, 3:] / 255)
    weighted[:, :, 3] = weighted[:, :, 3] / 255
    if way != "panel":
        return weighted
    margin = round(0.15 * mark.shape[0])
    weighted = cv2.copyMakeBorder(weighted, margin, margin, margin, margin, cv2.BORDER_CONSTANT)
    return np.dstack([weighted[:, :, :3] + 245 * (1 - weighted[:, :, 3:]), np.ones(weighted.shape[:2], np.float32)])


def _hide(dice: Dice, image: Image.Image, covered: Pixels, box: tuple[int, int, int, int]) -> float:
    """Something before a part of the mark; how much of its ink is hidden."""
    left, top, width, height = box
    wide, high = width * dice.uniform(0.1, 0.45), height * dice.uniform(0.3, 1.2)
    x, y = left + dice.uniform(-0.2, 0.9) * width, top + dice.uniform(-0.3, 0.7) * height
    layer = Image.new("L", image.size, 0)
    shape = ImageDraw.Draw(layer).ellipse if dice.random() < 0.5 else ImageDraw.Draw(layer).rectangle
    shape((x, y, x + wide, y + high), fill=255)
    image.paste(Image.new("RGB", image.size, colour(dice)), (0, 0), layer)
    hidden = np.asarray(layer) > 0
    return float((covered * hidden).sum() / max(1e-6, float(covered.sum())))


def saved(dice: Dice, image: Image.Image, *, hard: float = 1.0) -> Pixels:
    """As it comes out of an app: perhaps blurred, noisy, shrunk, and saved as JPEG or WebP more than once."""
    picture = np.asarray(image)
    if dice.random() < 0.25 * hard:
        picture = cv2.GaussianBlur(picture, (0, 0), dice.uniform(0.3, 1.1))
    if dice.random() < 0.2 * hard:
        picture = np.clip(picture + dice.normal(0, dice.uniform(2, 9), picture.shape), 0, 255).astype(np.uint8)
    image = Image.fromarray(picture)
    for _ in range(int(dice.integers(1, 3))):
        buffer = io.BytesIO()
        image.save(
            buffer,
            str(dice.choice(["JPEG", "WEBP"], p=(0.75, 0.25))),
            quality=int(dice.integers(90 - round(55 * hard), 95)),
        )
        image = Image.open(buffer).convert("RGB")
    return np.asarray(image)
