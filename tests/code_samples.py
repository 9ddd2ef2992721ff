"""Small source files that each show one role."""

NETWORK = """\
class TinyNet(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x)
"""
BY_HAND = """\
class Perceptron:
    def __init__(self):
        self.weights = np.zeros((3, 2))

    def forward(self, x):
        return x @ self.weights
"""
TRAINING = """\
for epoch in range(epochs):
    loss = model(batch)
    loss.backward()
    optimizer.step()
"""
INFERENCE = """\
model = AutoModelForCausalLM.from_pretrained("x").eval()
with torch.no_grad():
    print(model.generate(tokens))
"""
EVALUATION = """\
from sklearn.metrics import accuracy_score

def evaluate(model, rows):
    accuracy = sum(model(r) == r.label for r in rows) / len(rows)
    return accuracy_score(rows, rows)
"""
PREPARATION = """\
raw = load_dataset("wikitext")
clean = raw.map(tokenize, batched=True)
clean.save_to_disk("clean")
"""
