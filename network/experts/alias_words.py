"""The words aliases are made of. They say nothing about a person: no origin, sex, age, faith or fate."""

FIRST = (
    "Amber", "Autumn", "Azure", "Beige", "Blue", "Brass", "Bright", "Bronze", "Calm", "Chalk", "Clear", "Cobalt",
    "Copper", "Coral", "Cream", "Crimson", "Crystal", "Dapple", "Dawn", "Dusky", "Early", "Ember", "Even", "Fair",
    "Fern", "Flax", "Frost", "Garnet", "Gentle", "Gilt", "Glass", "Gold", "Granite", "Green", "Grey", "Hazel",
    "High", "Indigo", "Iron", "Ivory", "Jade", "Lilac", "Lime", "Linen", "Long", "Maize", "Marble", "Mauve",
    "Mellow", "Mint", "Misty", "Moss", "Navy", "Ochre", "Olive", "Onyx", "Opal", "Pearl", "Pewter", "Plain",
    "Plum", "Quartz", "Quiet", "Rain", "Rose", "Round", "Ruby", "Russet", "Saffron", "Sage", "Sand", "Scarlet",
    "Sepia", "Silver", "Slate", "Smooth", "Spring", "Steady", "Still", "Stone", "Straw", "Summer", "Teal", "Tidal",
    "Topaz", "Umber", "Velvet", "Violet", "Warm", "West", "Wheat", "White", "Wide", "Willow", "Winter", "Wood",
)  # fmt: skip
SECOND = (
    "Acacia", "Alder", "Amazon", "Arbour", "Ash", "Aspen", "Atoll", "Avon", "Bamboo", "Basin", "Bay", "Beech",
    "Birch", "Brook", "Canyon", "Cape", "Cedar", "Cherry", "Clover", "Cove", "Creek", "Cypress", "Dale", "Danube",
    "Delta", "Dune", "Ebro", "Elbe", "Elder", "Elm", "Field", "Fjord", "Ford", "Forest", "Garden", "Glade",
    "Grove", "Harbour", "Heath", "Hill", "Holly", "Inlet", "Island", "Juniper", "Lagoon", "Lake", "Larch", "Laurel",
    "Ledge", "Linden", "Loire", "Maple", "Marsh", "Meadow", "Mesa", "Moor", "Myrtle", "Niger", "Nile", "Oak",
    "Oasis", "Orchard", "Orinoco", "Palm", "Pampa", "Peak", "Pebble", "Pine", "Plateau", "Pond", "Poplar", "Prairie",
    "Rapids", "Reef", "Rhine", "Ridge", "River", "Rowan", "Shore", "Spruce", "Steppe", "Stream", "Summit", "Tagus",
    "Tarn", "Teak", "Thames", "Tundra", "Vale", "Valley", "Volga", "Walnut", "Waterfall", "Yarrow", "Yew", "Zambezi",
)  # fmt: skip
