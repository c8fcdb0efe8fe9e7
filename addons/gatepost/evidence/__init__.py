"""What a reviewer must see to judge an incident: sealed by the gate, opened by sworn people alone, gone when its time is over."""
