"""Who is next at the readers."""

import asyncio

import pytest

from gatepost.readers.turns import Turns


class Room:
    """People who come and stay until they are sent out; `inside` is in the order in which they came in."""

    def __init__(self, places: int) -> None:
        self.turns = Turns(places)
        self.inside: list[str] = []

    async def come(self, who: str) -> asyncio.Task[None]:
        task = asyncio.create_task(self._stay(who))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return task

    async def _stay(self, who: str) -> None:
        async with self.turns.turn(who):
            self.inside.append(who)
            await asyncio.Event().wait()


async def leave(task: asyncio.Task[None]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0)


async def test_so_many_are_at_work_and_the_others_wait():
    room = Room(2)
    first, _, _ = [await room.come(who) for who in "abc"]
    assert room.inside == ["a", "b"]
    await leave(first)
    assert room.inside == ["a", "b", "c"]


async def test_one_persons_flood_lets_others_in_first():
    room = Room(2)
    flood = [await room.come("flood") for _ in range(10)]
    await room.come("other")
    assert room.inside == ["flood", "flood"]
    await leave(flood[0])
    assert room.inside == ["flood", "flood", "other"]
    await room.come("third")
    await leave(flood[1])
    assert room.inside[-1] == "third"


async def test_where_there_is_one_place_people_take_turns():
    room = Room(1)
    at_work = [await room.come("flood") for _ in range(4)]
    await room.come("other")
    await leave(at_work[0])
    assert room.inside == ["flood", "other"]


async def test_of_those_with_equally_much_at_work_the_first_to_come_is_next():
    room = Room(1)
    first = await room.come("a")
    for who in "bcd":
        await room.come(who)
    await leave(first)
    assert room.inside == ["a", "b"]


async def test_who_gives_up_waiting_takes_no_place():
    room = Room(1)
    first = await room.come("a")
    await leave(await room.come("b"))
    await room.come("c")
    await leave(first)
    assert room.inside == ["a", "c"]


async def test_who_gives_up_in_the_moment_of_being_called_lets_the_next_in():
    room = Room(1)
    first = await room.come("a")
    second = await room.come("b")
    await room.come("c")
    first.cancel()
    await asyncio.sleep(0)  # the place is b's, and b does not know it yet
    await leave(second)
    assert room.inside[-1] == "c"
