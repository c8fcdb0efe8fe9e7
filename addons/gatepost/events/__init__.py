"""The record: what happened as events, chained in journals, indexed in a store, exported to other systems."""
